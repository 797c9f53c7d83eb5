namespace Mixpeek.Taxonomies.Client;

/// <summary>Checks that nodes which name their parents form a forest.</summary>
internal static class NodeTree
{
    public static void Validate(
        IReadOnlyList<HierarchicalNode> nodes, IReadOnlyList<string> inferredCollections, ArgumentPath at)
    {
        var parents = new Dictionary<string, string?>(nodes.Count, StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!parents.TryAdd(nodes[i].CollectionId, nodes[i].ParentCollectionId))
                throw at.Item(i).Invalid($"names the collection '{nodes[i].CollectionId}' that an earlier node has");
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            var parent = nodes[i].ParentCollectionId;
            if (parent is not null && !parents.ContainsKey(parent) && !inferredCollections.Contains(parent))
                throw at.Item(i).Invalid($"names the parent '{parent}', which is no node and no inferred collection");
        }

        var reachesRoot = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            var path = new HashSet<string>(StringComparer.Ordinal);
            for (string? id = nodes[i].CollectionId; id is not null && !reachesRoot.Contains(id); id = parents.GetValueOrDefault(id))
            {
                if (!path.Add(id))
                    throw at.Item(i).Invalid($"is in a cycle: '{id}' is an ancestor of itself");
            }

            reachesRoot.UnionWith(path);
        }
    }
}
