using System.Reflection;
using System.Reflection.Metadata;
using Spindle.Contracts;

namespace Spindle.Catalog;

/// <summary>The kinds and operations that there are: the vocabulary of the language and of the runtime.</summary>
public sealed class KindCatalog
{
    private Dictionary<(Section, string), KindDescription> kinds = [];
    private Dictionary<Type, KindDescription> bySpec = [];
    private Dictionary<string, OperationDescription> operations = [];

    private KindCatalog()
    {
    }

    /// <summary>Every kind, by section and name.</summary>
    public IReadOnlyList<KindDescription> Kinds { get; private set; } = [];

    /// <summary>Reads the kinds and operations that some assemblies register.</summary>
    /// <param name="sources">The assemblies, Spindle's own first.</param>
    /// <exception cref="ArgumentException">Two kinds of a section, or two operations, share a name.</exception>
    public static KindCatalog Of(params IReadOnlyList<KindSource> sources)
    {
        // Kinds refer to the catalog that they are in, since specs embed others.
        var catalog = new KindCatalog();
        var reader = new KindReader(catalog, new(sources));
        var kinds = new List<KindDescription>();
        var operations = new List<(OperationAttribute Attribute, Type Type, string? Plugin)>();
        foreach (var source in sources)
        {
            foreach (var type in Registered(source.Assembly))
            {
                if (type.GetCustomAttribute<KindAttribute>() is { } kind) kinds.Add(reader.Read(type, kind, source.Plugin));
                if (type.GetCustomAttribute<OperationAttribute>() is { } operation)
                    operations.Add((operation, type, source.Plugin));
            }
        }
        RefuseDuplicates(kinds.Select(kind => $"{kind.Section.ToString().ToLowerInvariant()} kind '{kind.Name}'"));
        RefuseDuplicates(operations.Select(operation => $"operation '{operation.Attribute.Name}'"));
        var versions = kinds.GroupBy(kind => kind.Name).ToDictionary(group => group.Key, group => group.Max(kind => kind.Version));
        catalog.Kinds = [.. kinds.OrderBy(kind => kind.Section).ThenBy(kind => kind.Name, StringComparer.Ordinal)];
        catalog.kinds = kinds.ToDictionary(kind => (kind.Section, kind.Name));
        catalog.bySpec = kinds.ToDictionary(kind => kind.SpecType);
        catalog.operations = operations
            .Select(o => new OperationDescription(o.Attribute.Name, VersionOf(o.Attribute, versions), o.Attribute.Random, o.Attribute.Tensors, o.Type, o.Plugin))
            .ToDictionary(operation => operation.Name);
        return catalog;
    }

    /// <summary>The kind of a section and name, or null.</summary>
    public KindDescription? Find(Section section, string name) => kinds.GetValueOrDefault((section, name));

    /// <summary>The kind whose spec this is.</summary>
    /// <exception cref="KeyNotFoundException">The spec's type is not registered.</exception>
    public KindDescription Of(Spec spec) => bySpec.TryGetValue(spec.GetType(), out var kind) ? kind : Unregistered(spec.GetType());

    /// <summary>A kind as its record describes it: the catalog is being read, or an experiment has not said which plugin it is from.</summary>
    private KindDescription Unregistered(Type spec) =>
        spec.GetCustomAttribute<KindAttribute>() is { } kind
            ? new KindReader(this, new([])).Read(spec, kind, null)
            : throw new KeyNotFoundException($"{spec} is not a registered kind");

    /// <summary>The operation of a name, or null.</summary>
    public OperationDescription? Operation(string name) => operations.GetValueOrDefault(name);

    private static int VersionOf(OperationAttribute operation, Dictionary<string, int> versions) =>
        operation.Version > 0 ? operation.Version
        : versions.TryGetValue(operation.Name.Split('/')[0], out var version) ? version
        : throw new ArgumentException($"operation '{operation.Name}' belongs to no kind and states no version");

    private static void RefuseDuplicates(IEnumerable<string> names)
    {
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"{twice.Key} is registered twice");
    }

    /// <summary>
    /// The types that carry one of our attributes. Metadata is read without loading types, so that the many others,
    /// which derive from tensor libraries, stay unloaded.
    /// </summary>
    private static unsafe IEnumerable<Type> Registered(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length)) return [];
        var metadata = new MetadataReader(blob, length);
        var found = new List<Type>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var definition = metadata.GetTypeDefinition(handle);
            if (!definition.GetCustomAttributes().Any(attribute => IsOurs(metadata, attribute))) continue;
            var name = metadata.GetString(definition.Name);
            var space = metadata.GetString(definition.Namespace);
            found.Add(assembly.GetType(space.Length == 0 ? name : $"{space}.{name}", throwOnError: true)!);
        }
        return found;
    }

    private static bool IsOurs(MetadataReader metadata, CustomAttributeHandle handle)
    {
        var constructor = metadata.GetCustomAttribute(handle).Constructor;
        var name = constructor.Kind switch
        {
            HandleKind.MethodDefinition => TypeName(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()),
            HandleKind.MemberReference => TypeName(metadata, metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent),
            _ => "",
        };
        return name is nameof(KindAttribute) or nameof(OperationAttribute);
    }

    private static string TypeName(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)handle).Name),
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)handle).Name),
        _ => "",
    };
}

/// <summary>An assembly that registers kinds.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Documentation">Opens its XML documentation, or gives null where there is none.</param>
/// <param name="Plugin">The digest of its file for a user's plugin; null for Spindle's own.</param>
public sealed record KindSource(Assembly Assembly, Func<Stream?> Documentation, string? Plugin = null);
