using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Stands in for the service's inference of hierarchies: the first collection is the root, the others hang below it.</summary>
internal static class HierarchyInference
{
    /// <summary>Whether the service takes its time: clusters and language models do, schemas do not.</summary>
    public static bool IsNeeded(TaxonomyConfig config) =>
        config is HierarchicalTaxonomyConfig { InferenceStrategy: { } strategy }
        && (strategy == HierarchyInferenceStrategy.Cluster || strategy == HierarchyInferenceStrategy.Llm);

    public static TaxonomyConfig Complete(TaxonomyConfig config)
    {
        if (config is not HierarchicalTaxonomyConfig hierarchy)
            return config;
        var given = hierarchy.HierarchicalNodes ?? [];
        var sources = (hierarchy.InferenceCollections ?? []).Concat((hierarchy.ClusterIds ?? []).Select(cluster => $"col_{cluster}"))
            .Except(given.Select(node => node.CollectionId)).ToArray();
        var inferred = sources.Select((collection, index) => NodeOf(collection, index == 0 ? null : sources[0]));
        return hierarchy with { HierarchicalNodes = [.. inferred, .. given] };
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
