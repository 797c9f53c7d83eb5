namespace Mixpeek.Taxonomies.Client;

/// <summary>Checks that nodes which name their parents form a forest.</summary>
internal static class NodeTree
{
    public static void Validate(
        IReadOnlyList<HierarchicalNode> nodes, IReadOnlyList<string> inferredCollections, ArgumentPath at)
    {
        if (FaultsOf(nodes, inferredCollections).FirstOrDefault() is { } fault)
            throw at.Item(fault.Index).Invalid(fault.Text);
    }

    /// <summary>Finds the repeated nodes, then those without the parent that they name, then one fault for each cycle.</summary>
    public static IEnumerable<NodeFault> FaultsOf(IReadOnlyList<HierarchicalNode> nodes, IReadOnlyList<string> inferredCollections)
    {
        var places = new Dictionary<string, int>(nodes.Count, StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!places.TryAdd(nodes[i].CollectionId, i))
                yield return new NodeFault(i, "collection_id", $"names the collection '{nodes[i].CollectionId}' that an earlier node has");
        }

        var inferred = inferredCollections.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            var parent = nodes[i].ParentCollectionId;
            if (parent is not null && !places.ContainsKey(parent) && !inferred.Contains(parent))
                yield return new NodeFault(i, "parent_collection_id", $"names the parent '{parent}', which is no node and no inferred collection");
        }

        foreach (var first in CyclesOf(nodes, places))
            yield return new NodeFault(first, "parent_collection_id", $"is in a cycle: '{nodes[first].CollectionId}' is an ancestor of itself", IsCycle: true);
    }

    /// <summary>Goes up from each node as far as no earlier one went, and finds the first node of each cycle.</summary>
    private static IEnumerable<int> CyclesOf(IReadOnlyList<HierarchicalNode> nodes, Dictionary<string, int> places)
    {
        var visitedFrom = new int?[nodes.Count];
        foreach (var start in places.Values)
        {
            int? at = start;
            while (at is { } place && visitedFrom[place] is null)
            {
                visitedFrom[place] = start;
                at = ParentOf(place);
            }

            if (at is { } repeated && visitedFrom[repeated] == start)
            {
                var first = repeated;
                for (var next = ParentOf(repeated)!.Value; next != repeated; next = ParentOf(next)!.Value)
                    first = Math.Min(first, next);
                yield return first;
            }
        }

        int? ParentOf(int place) => nodes[place].ParentCollectionId is { } parent && places.TryGetValue(parent, out var found) ? found : null;
    }
}
