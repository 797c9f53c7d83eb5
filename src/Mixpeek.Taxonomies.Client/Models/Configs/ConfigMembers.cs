using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The members of a config that the contract names, wherever in it they stand.</summary>
internal static class ConfigMembers
{
    /// <summary>What the service takes for a member that is left out, where that is not the same as nothing.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Defaults { get; } = new Dictionary<string, JsonNode>
    {
        ["merge_mode"] = "replace",
        ["llm_sample_size"] = 0,
        ["cluster_overlap_threshold"] = 0.7,
        ["step_key_source"] = "assignment_label",
        ["binning_strategy"] = "quartiles",
        ["clustering_method"] = "kmeans",
        ["n_clusters"] = 10,
    };

    /// <summary>Their names on the wire.</summary>
    public static IReadOnlySet<string> Names { get; } = new[]
    {
        FlatTaxonomyConfig.WireNames, HierarchicalTaxonomyConfig.WireNames, HierarchicalNode.WireNames, SourceCollection.WireNames,
        InputMapping.WireNames, EnrichmentField.WireNames, StepAnalyticsConfig.WireNames, CovariateConfig.WireNames,
    }.SelectMany(static names => names).ToHashSet(StringComparer.Ordinal);
}
