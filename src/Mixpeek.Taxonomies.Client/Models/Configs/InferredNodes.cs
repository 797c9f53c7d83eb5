namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Tells the nodes that the service inferred from those that its user gave. The service does not mark them, so that
/// what they say decides.
/// </summary>
internal static class InferredNodes
{
    /// <summary>The members that only a user gives a node.</summary>
    public static IReadOnlyList<string> GivenMembers { get; } = ["retriever_id", "input_mappings", "enrichment_fields"];

    /// <summary>
    /// The nodes that the user gave: those with a retriever, inputs or fields of their own, those that are neither of a
    /// collection that nodes are inferred from nor have all that the service infers, and those below a node of the
    /// user's. The parents that a user's node needs are kept with it.
    /// </summary>
    public static IReadOnlyList<HierarchicalNode> Without(HierarchicalTaxonomyConfig config)
    {
        var nodes = config.HierarchicalNodes ?? [];
        var sources = (config.InferenceCollections ?? []).ToHashSet(StringComparer.Ordinal);
        var given = new HashSet<HierarchicalNode>(nodes.Where(node => !IsInferred(node, sources)), ReferenceEqualityComparer.Instance);
        var byCollection = nodes.DistinctBy(static node => node.CollectionId).ToDictionary(static node => node.CollectionId, StringComparer.Ordinal);
        AddBelow(given, nodes, byCollection);
        foreach (var node in given.ToArray())
        {
            for (var child = node; child.ParentCollectionId is { } parent && !sources.Contains(parent) && byCollection.TryGetValue(parent, out var above); child = above)
            {
                if (!given.Add(above))
                    break;
            }
        }

        return given.Count == nodes.Count ? nodes : [.. nodes.Where(given.Contains)];
    }

    /// <summary>Adds the nodes below those that were given.</summary>
    private static void AddBelow(HashSet<HierarchicalNode> given, IReadOnlyList<HierarchicalNode> nodes, Dictionary<string, HierarchicalNode> byCollection)
    {
        var below = nodes.Where(static node => node.ParentCollectionId is not null).ToLookup(static node => node.ParentCollectionId!, StringComparer.Ordinal);
        var open = new Stack<HierarchicalNode>(given);
        while (open.TryPop(out var node))
        {
            // Where a collection is there twice, its first node is the parent.
            if (!ReferenceEquals(byCollection[node.CollectionId], node))
                continue;
            foreach (var child in below[node.CollectionId].Where(given.Add))
                open.Push(child);
        }
    }

    private static bool IsInferred(HierarchicalNode node, HashSet<string> sources) =>
        !node.HasGivenMembers && (sources.Contains(node.CollectionId) || node is { Label: not null, Summary: not null, Keywords.Count: > 0 });
}
