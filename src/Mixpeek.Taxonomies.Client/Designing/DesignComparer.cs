using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Finds what differs between two designs, and makes it in one.</summary>
internal static class DesignComparer
{
    private static readonly string[] Order = ["taxonomy_name", "description", "metadata", "config"];

    public static List<TaxonomyChange> Compare(DesignPart before, DesignPart after)
    {
        var changes = new List<TaxonomyChange>();
        foreach (var name in Order)
            Compare(before.Parts!.GetValueOrDefault(name), after.Parts!.GetValueOrDefault(name), [name], changes);
        return changes;
    }

    public static void Apply(DesignPart tree, TaxonomyChange change, ArgumentPath at)
    {
        var owner = tree.Parts!;
        foreach (var name in change.Location.SkipLast(1))
            owner = owner.GetValueOrDefault(name)?.Parts ?? throw at.Invalid($"has no {string.Join('.', change.Location.SkipLast(1))}");
        var last = change.Location[^1];
        if (change.LeavesNothing)
            owner.Remove(last);
        else
            owner[last] = DesignPart.Of(change.After);
    }

    private static void Compare(DesignPart? before, DesignPart? after, string[] location, List<TaxonomyChange> changes)
    {
        if (before?.Parts is { } old && after?.Parts is { } young && before.List == after.List)
        {
            foreach (var name in old.Keys.Union(young.Keys).Order(StringComparer.Ordinal))
                Compare(old.GetValueOrDefault(name), young.GetValueOrDefault(name), [.. location, name], changes);
        }
        else if (!AreEqual(before, after))
        {
            changes.Add(new TaxonomyChange
            {
                Kind = KindOf(before, after, location),
                Part = PartOf(location),
                Location = location,
                Before = before?.ToJson(),
                After = after?.ToJson(),
            });
        }
    }

    private static bool AreEqual(DesignPart? before, DesignPart? after) =>
        before is null || after is null
            ? before == after
            : before.Parts is null && after.Parts is null && JsonNode.DeepEquals(before.Value, after.Value);

    private static TaxonomyChangeKind KindOf(DesignPart? before, DesignPart? after, string[] location) => (before, after) switch
    {
        _ when location is ["config", DesignKeys.Nodes, _, "parent_collection_id"] => TaxonomyChangeKind.Moved,
        // A list of fields that is left out stands for all fields.
        _ when location is ["config", .., DesignKeys.Fields] => TaxonomyChangeKind.Changed,
        (null, _) => TaxonomyChangeKind.Added,
        (_, null) => TaxonomyChangeKind.Removed,
        _ => TaxonomyChangeKind.Changed,
    };

    private static TaxonomyPart PartOf(string[] location) => location switch
    {
        ["taxonomy_name"] => TaxonomyPart.Name,
        ["description"] => TaxonomyPart.Description,
        ["metadata", ..] => TaxonomyPart.Metadata,
        [.., DesignKeys.Mappings] or [.., DesignKeys.Mappings, _] => TaxonomyPart.InputMapping,
        [.., DesignKeys.Fields] or [.., DesignKeys.Fields, _] => TaxonomyPart.EnrichmentField,
        [_, DesignKeys.Nodes, _] or [_, DesignKeys.Nodes, _, "parent_collection_id"] => TaxonomyPart.Node,
        [.., "retriever_id"] => TaxonomyPart.Retriever,
        _ => TaxonomyPart.Setting,
    };
}
