using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Checks what a schema can't say of a hierarchy: each parent is there, and no node is its own ancestor.</summary>
internal static class HierarchyValidator
{
    /// <summary>Returns what is wrong; null for nothing.</summary>
    public static string? FindFault(TaxonomyConfig? config)
    {
        if (config is not HierarchicalTaxonomyConfig { HierarchicalNodes: { } nodes } hierarchy)
            return null;
        var parents = new Dictionary<string, string?>(nodes.Count, StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (!parents.TryAdd(node.CollectionId, node.ParentCollectionId))
                return $"hierarchical_nodes: node '{node.CollectionId}' is defined more than once";
        }

        var known = parents.Keys.Concat(hierarchy.InferenceCollections ?? []).ToHashSet(StringComparer.Ordinal);
        return FindLostParent(nodes, known) ?? FindCycle(parents);
    }

    private static string? FindLostParent(IEnumerable<HierarchicalNode> nodes, HashSet<string> known) =>
        nodes.FirstOrDefault(node => node.ParentCollectionId is { } parent && !known.Contains(parent)) is { } lost
            ? $"hierarchical_nodes: parent '{lost.ParentCollectionId}' of node '{lost.CollectionId}' is no node of this taxonomy"
            : null;

    /// <summary>Goes up from each node, as far as no earlier one went.</summary>
    private static string? FindCycle(Dictionary<string, string?> parents)
    {
        var starts = new Dictionary<string, string>(parents.Count, StringComparer.Ordinal);
        foreach (var start in parents.Keys)
        {
            for (string? id = start; id is not null && parents.TryGetValue(id, out var parent); id = parent)
            {
                if (starts.TryAdd(id, start))
                    continue;
                if (starts[id] == start)
                    return $"hierarchical_nodes: node '{id}' is part of a cycle";
                break;
            }
        }

        return null;
    }
}
