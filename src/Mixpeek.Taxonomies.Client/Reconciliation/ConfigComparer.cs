using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Tells whether a config that the service holds is the one that was asked for, although the service fills in its
/// defaults and what it infers, and drops what it does not know.
/// </summary>
internal static class ConfigComparer
{
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
        if (!ConfigMembers.Names.Contains(name))
            return true;
        var byDefault = ConfigMembers.Defaults.GetValueOrDefault(name);
        return IsEmpty(asked)
            ? IsEmpty(found) || (isInferred && Inferred.Contains(name)) || JsonNode.DeepEquals(found, byDefault)
            : JsonNode.DeepEquals(asked, byDefault);
    }

    private static bool IsEmpty(JsonNode? node) => node is null or JsonArray { Count: 0 };
}
