using System.Reflection;
using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>Describes a kind from its spec record: properties become parameters.</summary>
internal static class KindReader
{
    /// <summary>By name, since a plotting library brings a public copy of the attribute.</summary>
    private const string RequiredMember = "System.Runtime.CompilerServices.RequiredMemberAttribute";

    /// <summary>Keys of a declaration that are no parameters.</summary>
    private static readonly string[] Reserved = ["kind", "limits"];

    /// <summary>The description of a kind.</summary>
    /// <exception cref="ArgumentException">The record is not one that a kind may have; a mistake of its author.</exception>
    public static KindDescription Read(Type spec, KindAttribute kind, Documentation documentation, string? plugin)
    {
        var section = SectionOf(spec);
        var blank = (Spec)Activator.CreateInstance(spec)!;
        var parameters = spec.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken)
            .Select(property => Parameter(property, blank, documentation))
            .ToList();
        var notes = spec.GetCustomAttributes<VersionNoteAttribute>().OrderBy(note => note.Version).ToList();
        return new(section, kind.Name, kind.Version, spec, documentation.Of(spec), parameters, notes, plugin);
    }

    private static ParameterDescription Parameter(PropertyInfo property, Spec blank, Documentation documentation)
    {
        if (Reserved.Contains(SnakeCase.Of(property.Name)))
            throw new ArgumentException($"{property.DeclaringType}.{property.Name}: every declaration has a '{SnakeCase.Of(property.Name)}' of its own");
        var type = TypeOf(property.PropertyType)
            ?? throw new ArgumentException($"{property.DeclaringType}.{property.Name}: a parameter cannot be of type {property.PropertyType}");
        var required = property.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == RequiredMember);
        var value = required ? null : property.GetValue(blank);
        var range = property.GetCustomAttribute<RangeAttribute>();
        return new(
            SnakeCase.Of(property.Name),
            property,
            type,
            required,
            value is null ? null : SpecJson.WriteValue(type, value, ValuePurpose.Text),
            property.IsDefined(typeof(PlanOnlyAttribute)),
            Limit(type, range?.Least),
            Limit(type, range?.Greatest),
            documentation.Of(property.DeclaringType!, property.Name));
    }

    private static System.Text.Json.Nodes.JsonNode? Limit(ParameterType type, string? text) =>
        string.IsNullOrEmpty(text) ? null : ScalarText.Read(type is ParameterType.ListOf list ? list.Item : type, text);

    private static ParameterType? TypeOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return TypeOf(inner);
        if (type == typeof(long) || type == typeof(int)) return new ParameterType.Whole();
        if (type == typeof(double)) return new ParameterType.Number();
        if (type == typeof(bool)) return new ParameterType.Truth();
        if (type == typeof(string)) return new ParameterType.Text();
        if (type == typeof(DataFile)) return new ParameterType.File();
        if (type.IsEnum) return new ParameterType.Choice([.. Enum.GetNames(type).Select(SnakeCase.Of)]);
        if (QuantityType.Of(type) is { } quantity) return new ParameterType.Quantity(quantity.Dimension, quantity.Units);
        if (ReferenceOf(type) is { } reference) return reference;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && TypeOf(type.GetGenericArguments()[0]) is { } item)
            return new ParameterType.ListOf(item);
        return null;
    }

    private static ParameterType.Reference? ReferenceOf(Type type)
    {
        if (!type.IsAssignableTo(typeof(Subject))) return null;
        var target =
            type.IsAssignableTo(typeof(TaskRef)) ? ReferenceTarget.Task
            : type.IsAssignableTo(typeof(ModelRef)) ? ReferenceTarget.Model
            : type.IsAssignableTo(typeof(RecordingRef)) ? ReferenceTarget.Recording
            : ReferenceTarget.Subject;
        return new(target, type.IsGenericType ? type.GetGenericArguments()[0] : null);
    }

    private static Section SectionOf(Type spec) =>
        spec.IsAssignableTo(typeof(TaskSpec)) ? Section.Tasks
        : spec.IsAssignableTo(typeof(ArchitectureSpec)) ? Section.Architectures
        : spec.IsAssignableTo(typeof(TrainingSpec)) ? Section.Trainings
        : spec.IsAssignableTo(typeof(RecordingSpec)) ? Section.Recordings
        : spec.IsAssignableTo(typeof(ProbeSpec)) ? Section.Probes
        : throw new ArgumentException($"{spec} is no task, architecture, training, recording or probe");

    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;
}
