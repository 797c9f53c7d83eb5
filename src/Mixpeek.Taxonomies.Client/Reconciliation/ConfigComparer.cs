using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Tells whether a config that the service holds is the one that was asked for, although the service fills in its
/// defaults and what it infers, and drops what it does not know.
/// </summary>
internal static class ConfigComparer
{
    /// <summary>The members of a config in the contract, each with the service's default; null for none.</summary>
    internal static readonly IReadOnlyDictionary<string, JsonNode?> Members = new Dictionary<string, JsonNode?>
    {
        ["taxonomy_type"] = null,
        ["retriever_id"] = null,
        ["input_mappings"] = null,
        ["input_key"] = null,
        ["source_type"] = null,
        ["path"] = null,
        ["override"] = null,
        ["source_collection"] = null,
        ["collection_id"] = null,
        ["parent_collection_id"] = null,
        ["enrichment_fields"] = null,
        ["field_path"] = null,
        ["target_field"] = null,
        ["merge_mode"] = "replace",
        ["hierarchical_nodes"] = null,
        ["label"] = null,
        ["summary"] = null,
        ["keywords"] = null,
        ["inference_strategy"] = null,
        ["inference_collections"] = null,
        ["llm_provider"] = null,
        ["llm_model"] = null,
        ["llm_prompt_template"] = null,
        ["llm_sample_size"] = 0,
        ["cluster_ids"] = null,
        ["cluster_overlap_threshold"] = 0.7,
        ["step_analytics"] = null,
        ["timestamp_field"] = null,
        ["sequence_id_field"] = null,
        ["step_key_source"] = "assignment_label",
        ["step_key_field_path"] = null,
        ["covariates"] = null,
        ["max_sequence_duration_days"] = null,
        ["covariate_type"] = null,
        ["name"] = null,
        ["binning_strategy"] = "quartiles",
        ["clustering_method"] = "kmeans",
        ["n_clusters"] = 10,
    };

    /// <summary>What the service infers where it was not asked for.</summary>
    private static readonly HashSet<string> Inferred = ["hierarchical_nodes", "label", "summary", "keywords"];

    public static bool IsAsAsked(TaxonomyConfig asked, TaxonomyConfig found) => asked is UnknownTaxonomyConfig
        ? JsonNode.DeepEquals(ToNode(asked), ToNode(found))
        : AreAlike(ToNode(asked), ToNode(found), IsInferred(asked));

    /// <summary>Whether two configs of the service are the same, at whatever point of its inference each is.</summary>
    public static bool IsCopy(TaxonomyConfig source, TaxonomyConfig found) => IsAsAsked(source, found) || IsAsAsked(found, source);

    /// <summary>The collections that a config refers to.</summary>
    public static IReadOnlySet<string> CollectionsOf(TaxonomyConfig config)
    {
        var collections = config switch
        {
            FlatTaxonomyConfig flat => [flat.SourceCollection.CollectionId],
            HierarchicalTaxonomyConfig hierarchy =>
                (hierarchy.HierarchicalNodes ?? []).Select(node => node.CollectionId).Concat(hierarchy.InferenceCollections ?? []),
            _ => Enumerable.Empty<string>(),
        };
        return collections.ToHashSet(StringComparer.Ordinal);
    }

    private static JsonNode? ToNode(TaxonomyConfig config) => JsonText.Of(config.Write).ToNode();

    private static bool IsInferred(TaxonomyConfig config) => config is HierarchicalTaxonomyConfig hierarchy
        && (hierarchy.InferenceStrategy is not null || hierarchy.InferenceCollections is not null || hierarchy.ClusterIds is not null);

    private static bool AreAlike(JsonNode? asked, JsonNode? found, bool isInferred) => (asked, found) switch
    {
        (JsonObject left, JsonObject right) => left.Select(member => member.Key).Union(right.Select(member => member.Key))
            .All(name => IsAlike(name, left[name], right[name], isInferred)),
        (JsonArray left, JsonArray right) => left.Count == right.Count
            && left.Zip(right).All(pair => AreAlike(pair.First, pair.Second, isInferred)),
        _ => JsonNode.DeepEquals(asked, found),
    };

    private static bool IsAlike(string name, JsonNode? asked, JsonNode? found, bool isInferred)
    {
        if (!IsEmpty(asked) && !IsEmpty(found))
            return name == "override" ? JsonNode.DeepEquals(asked, found) : AreAlike(asked, found, isInferred);
        if (!Members.TryGetValue(name, out var byDefault))
            return true;
        return IsEmpty(asked)
            ? IsEmpty(found) || (isInferred && Inferred.Contains(name)) || JsonNode.DeepEquals(found, byDefault)
            : JsonNode.DeepEquals(asked, byDefault);
    }

    private static bool IsEmpty(JsonNode? node) => node is null or JsonArray { Count: 0 };
}
