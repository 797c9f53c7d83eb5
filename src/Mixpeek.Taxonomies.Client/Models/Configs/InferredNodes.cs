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
        foreach (var node in nodes)
            AddBelow(node);
        foreach (var node in given.ToArray())
        {
            for (var child = node; child.ParentCollectionId is { } parent && !sources.Contains(parent) && byCollection.TryGetValue(parent, out var above); child = above)
            {
                if (!given.Add(above))
                    break;
            }
        }

        return given.Count == nodes.Count ? nodes : [.. nodes.Where(given.Contains)];

        // Of a chain of parents, what is below the first one that was given.
        void AddBelow(HierarchicalNode node)
        {
            var passed = new List<HierarchicalNode>();
            for (var child = node; passed.Count <= nodes.Count; child = byCollection[child.ParentCollectionId!])
            {
                if (given.Contains(child))
                {
                    given.UnionWith(passed);
                    return;
                }

                passed.Add(child);
                if (child.ParentCollectionId is not { } parent || !byCollection.ContainsKey(parent))
                    return;
            }
        }
    }

    private static bool IsInferred(HierarchicalNode node, HashSet<string> sources) =>
        !node.HasGivenMembers && (sources.Contains(node.CollectionId) || node is { Label: not null, Summary: not null, Keywords.Count: > 0 });
}
