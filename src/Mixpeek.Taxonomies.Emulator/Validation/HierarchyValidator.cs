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
        if (nodes.GroupBy(node => node.CollectionId).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"Node '{twice.Key}' is defined more than once";
        var parents = nodes.ToDictionary(node => node.CollectionId, node => node.ParentCollectionId);
        var known = parents.Keys.Concat(hierarchy.InferenceCollections ?? []).ToHashSet();
        foreach (var node in nodes)
        {
            if (node.ParentCollectionId is { } parent && !known.Contains(parent))
                return $"Parent '{parent}' of node '{node.CollectionId}' is no node of this taxonomy";
            var steps = 0;
            for (var id = node.ParentCollectionId; id is not null; id = parents.GetValueOrDefault(id))
            {
                if (++steps > nodes.Count)
                    return $"Node '{node.CollectionId}' is part of a cycle";
            }
        }

        return null;
    }
}
