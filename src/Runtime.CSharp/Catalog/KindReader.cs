using System.Reflection;
using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>Describes kinds from their spec records: properties become parameters.</summary>
/// <param name="catalog">The catalog that the kinds are in.</param>
/// <param name="documentation">What their records say of themselves.</param>
internal sealed class KindReader(KindCatalog catalog, Documentation documentation)
{
    /// <summary>By name, since a plotting library brings a public copy of the attribute.</summary>
    private const string RequiredMember = "System.Runtime.CompilerServices.RequiredMemberAttribute";

    /// <summary>Keys of a declaration that are no parameters.</summary>
    private static readonly string[] Reserved = ["kind", "limits"];

    private readonly Dictionary<Type, ParameterType.Group> clauses = [];

    /// <summary>The description of a kind.</summary>
    /// <exception cref="ArgumentException">The record is not one that a kind may have; a mistake of its author.</exception>
    public KindDescription Read(Type spec, KindAttribute kind, string? plugin)
    {
        var section = SectionOf(spec) ?? throw new ArgumentException($"{spec} is no task, architecture, training, recording or probe");
        var parameters = Parameters(spec, []);
        if (parameters.FirstOrDefault(parameter => Reserved.Contains(parameter.Key)) is { } taken)
            throw new ArgumentException($"{spec}.{taken.Property.Name}: every declaration has a '{taken.Key}' of its own");
        var notes = spec.GetCustomAttributes<VersionNoteAttribute>().OrderBy(note => note.Version).ToList();
        return new(section, kind.Name, kind.Version, spec, documentation.Of(spec), parameters, notes, plugin);
    }

    /// <summary>The parameters of a spec or a clause; the clauses around it are those that it stands in.</summary>
    private List<ParameterDescription> Parameters(Type record, IReadOnlyList<Type> around)
    {
        var blank = Activator.CreateInstance(record)!;
        return
        [
            .. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite)
                .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken)
                .Select(property => Parameter(property, blank, around)),
        ];
    }

    private ParameterDescription Parameter(PropertyInfo property, object blank, IReadOnlyList<Type> around)
    {
        var type = TypeOf(property.PropertyType, around)
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
            documentation.Of(property));
    }

    private static System.Text.Json.Nodes.JsonNode? Limit(ParameterType type, string? text) =>
        string.IsNullOrEmpty(text) ? null : ScalarText.Read(type is ParameterType.ListOf list ? list.Item : type, text);

    private ParameterType? TypeOf(Type type, IReadOnlyList<Type> around)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return TypeOf(inner, around);
        if (type == typeof(long) || type == typeof(int)) return new ParameterType.Whole();
        if (type == typeof(double)) return new ParameterType.Number();
        if (type == typeof(bool)) return new ParameterType.Truth();
        if (type == typeof(string)) return new ParameterType.Text();
        if (type == typeof(DataFile)) return new ParameterType.File();
        if (type.IsEnum) return new ParameterType.Choice([.. Enum.GetNames(type).Select(SnakeCase.Of)]);
        if (QuantityType.Of(type) is { } quantity) return new ParameterType.Quantity(quantity.Dimension, quantity.Units);
        if (ReferenceOf(type) is { } reference) return reference;
        if (type.IsAssignableTo(typeof(Clause))) return GroupOf(type, around);
        if (EmbeddableSectionOf(type) is { } section) return new ParameterType.Embedded(section, type, catalog);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && TypeOf(type.GetGenericArguments()[0], around) is { } item)
            return new ParameterType.ListOf(item);
        return null;
    }

    private ParameterType.Group GroupOf(Type clause, IReadOnlyList<Type> around)
    {
        if (clauses.TryGetValue(clause, out var known)) return known;
        if (around.Contains(clause)) throw new ArgumentException($"{clause}: a clause cannot hold itself");
        return clauses[clause] = new(clause, Parameters(clause, [.. around, clause]));
    }

    private static ParameterType.Reference? ReferenceOf(Type type)
    {
        if (type == typeof(ProbeRef)) return new(ReferenceTarget.Probe, null);
        if (!type.IsAssignableTo(typeof(Subject))) return null;
        var target =
            type.IsAssignableTo(typeof(TaskRef)) ? ReferenceTarget.Task
            : type.IsAssignableTo(typeof(ModelRef)) ? ReferenceTarget.Model
            : type.IsAssignableTo(typeof(RecordingRef)) ? ReferenceTarget.Recording
            : ReferenceTarget.Subject;
        return new(target, type.IsGenericType ? type.GetGenericArguments()[0] : null);
    }

    private static Section? SectionOf(Type spec) =>
        spec.IsAssignableTo(typeof(RecordingSpec)) ? Section.Recordings
        : spec.IsAssignableTo(typeof(ProbeSpec)) ? Section.Probes
        : EmbeddableSectionOf(spec);

    /// <summary>Recordings and probes are steps whose results matter, so that they are referred to and never embedded.</summary>
    private static Section? EmbeddableSectionOf(Type spec) =>
        spec.IsAssignableTo(typeof(TaskSpec)) ? Section.Tasks
        : spec.IsAssignableTo(typeof(ArchitectureSpec)) ? Section.Architectures
        : spec.IsAssignableTo(typeof(TrainingSpec)) ? Section.Trainings
        : null;

    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;
}
