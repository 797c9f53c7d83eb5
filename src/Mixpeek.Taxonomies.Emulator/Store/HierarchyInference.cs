using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Stands in for the service's inference of hierarchies: the first collection is the root, the others hang below it.</summary>
internal static class HierarchyInference
{
    private const string Prefix = "col_";

    /// <summary>Whether the service takes its time: clusters and language models do, schemas do not.</summary>
    public static bool IsNeeded(TaxonomyConfig config) =>
        config is HierarchicalTaxonomyConfig { InferenceStrategy: { } strategy }
        && (strategy == HierarchyInferenceStrategy.Cluster || strategy == HierarchyInferenceStrategy.Llm);

    public static TaxonomyConfig Complete(TaxonomyConfig config)
    {
        if (config is not HierarchicalTaxonomyConfig hierarchy)
            return config;
        var given = hierarchy.HierarchicalNodes ?? [];
        var sources = (hierarchy.InferenceCollections ?? []).Concat((hierarchy.ClusterIds ?? []).Select(cluster => $"{Prefix}{cluster}"))
            .Select(IdOf).Except(given.Select(node => node.CollectionId)).ToArray();
        var inferred = sources.Select((collection, index) => NodeOf(collection, index == 0 ? null : sources[0]));
        return hierarchy with { HierarchicalNodes = [.. inferred, .. given] };
    }

    /// <summary>The ID of a node has a pattern, which that of a collection or a cluster need not have.</summary>
    private static string IdOf(string source)
    {
        var name = source.StartsWith(Prefix, StringComparison.Ordinal) ? source[Prefix.Length..] : source;
        var id = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return Prefix + (id.Length > 0 ? id : "_");
    }

    private static HierarchicalNode NodeOf(string collection, string? parent)
    {
        var words = collection.Split('_', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
        var label = string.Join(' ', words);
        return new HierarchicalNode
        {
            CollectionId = collection,
            ParentCollectionId = parent,
            Label = label,
            Summary = $"Documents about {label}",
            Keywords = words,
        };
    }
}
