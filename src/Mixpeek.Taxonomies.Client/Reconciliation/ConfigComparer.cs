namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Tells whether a config that the service holds is the one that was asked for, although the service fills in its
/// defaults and what it infers, and drops what it does not know.
/// </summary>
internal static class ConfigComparer
{
    public static bool IsAsAsked(TaxonomyConfig asked, TaxonomyConfig found) => ServiceMade.IsAsAsked(asked, found);

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
}
