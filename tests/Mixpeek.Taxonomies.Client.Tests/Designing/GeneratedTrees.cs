using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Generators of hierarchies: good ones, and good ones with one thing broken.</summary>
internal static class GeneratedTrees
{
    /// <summary>Forests of 1 to 40 nodes in any order, each of whose nodes has a retriever and inputs of its own or the config's.</summary>
    public static Gen<HierarchicalTaxonomyConfig> Good { get; } =
        from count in Gen.Choose(1, 40)
        from parents in Gen.Choose(0, int.MaxValue).ArrayOf(count)
        from order in Gen.Choose(0, int.MaxValue).ArrayOf(count)
        from isShared in Gen.Elements(true, false)
        select new HierarchicalTaxonomyConfig
        {
            RetrieverId = isShared ? "ret_shared" : null,
            InputMappings = isShared ? [InputMapping.Vector("v", "features.v")] : null,
            HierarchicalNodes =
            [
                .. Enumerable.Range(0, count).OrderBy(i => order[i]).Select(i => new HierarchicalNode
                {
                    CollectionId = $"col_{i}",
                    ParentCollectionId = i == 0 || parents[i] % 5 == 0 ? null : $"col_{parents[i] % i}",
                    RetrieverId = isShared ? null : "ret_own",
                    InputMappings = isShared ? null : [InputMapping.Vector("w", "features.w")],
                }),
            ],
        };

    /// <summary>A broken hierarchy, with the location of its fault.</summary>
    public static Gen<(HierarchicalTaxonomyConfig Config, string Location)> Broken { get; } =
        from config in Good
        from place in Gen.Choose(0, int.MaxValue)
        from kind in Gen.Choose(0, 4)
        select Break(config, place % config.HierarchicalNodes!.Count, kind);

    private static (HierarchicalTaxonomyConfig Config, string Location) Break(HierarchicalTaxonomyConfig config, int place, int kind)
    {
        var nodes = config.HierarchicalNodes!.ToList();
        var node = nodes[place];
        var member = "parent_collection_id";
        switch (kind)
        {
            case 0:
                nodes.Add(node);
                (place, member) = (nodes.Count - 1, "collection_id");
                break;
            case 1:
                nodes[place] = node with { ParentCollectionId = "col_lost" };
                break;
            case 2:
                // Its root hangs below the node itself, so that all between them are in a cycle.
                var cycle = new List<int> { place };
                while (nodes[cycle[^1]].ParentCollectionId is { } parent)
                    cycle.Add(nodes.FindIndex(other => other.CollectionId == parent));
                nodes[cycle[^1]] = nodes[cycle[^1]] with { ParentCollectionId = node.CollectionId };
                place = cycle.Min();
                break;
            case 3:
                config = config with { RetrieverId = null };
                nodes = [.. nodes.Select((other, i) => other with { RetrieverId = i == place ? null : "ret_own" })];
                member = "retriever_id";
                break;
            default:
                nodes[place] = node with { InputMappings = [] };
                member = "input_mappings";
                break;
        }

        return (config with { HierarchicalNodes = nodes }, $"body.config.hierarchical.hierarchical_nodes.{place}.{member}");
    }
}
