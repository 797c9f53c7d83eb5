namespace Mixpeek.Taxonomies.Client;

/// <summary>Finds what differs between two designs, and makes it in one.</summary>
internal static class DesignComparer
{
    private const string Type = "taxonomy_type";

    private static readonly string[] Order = [DesignTree.Name, DesignTree.Description, DesignTree.Metadata, DesignTree.Config];

    public static List<TaxonomyChange> Compare(DesignPart before, DesignPart after)
    {
        var changes = new List<TaxonomyChange>();
        foreach (var name in Order)
            Compare(before.Parts!.GetValueOrDefault(name), after.Parts!.GetValueOrDefault(name), [name], changes);
        return changes;
    }

    public static void Apply(DesignPart tree, TaxonomyChange change, ArgumentPath at)
    {
        var owner = tree;
        foreach (var name in change.Location.SkipLast(1))
            owner = PartOf(owner, name) ?? throw at.Invalid($"has no {string.Join('.', change.Location.SkipLast(1))}");
        var last = change.Location[^1];
        if (change.LeavesNothing)
            owner.Parts!.Remove(last);
        else
            owner.Parts![last] = DesignPart.Of(change.After);
    }

    /// <summary>A part that has parts of its own. A config without nodes has an empty list of them.</summary>
    private static DesignPart? PartOf(DesignPart owner, string name)
    {
        if (owner.Parts!.TryGetValue(name, out var part))
            return part.Parts is null ? null : part;
        return name == DesignKeys.Nodes ? owner.Parts[name] = NoNodes() : null;
    }

    private static DesignPart NoNodes() => DesignPart.Of([], DesignKeys.Nodes);

    private static void Compare(DesignPart? before, DesignPart? after, string[] location, List<TaxonomyChange> changes)
    {
        if (before is null && after?.List == DesignKeys.Nodes)
            before = NoNodes();
        if (after is null && before?.List == DesignKeys.Nodes)
            after = NoNodes();
        if (before?.Parts is { } old && after?.Parts is { } young && before.List == after.List)
        {
            // The type comes first: it says why all else differs.
            foreach (var name in old.Keys.Union(young.Keys).OrderBy(name => !(location is [DesignTree.Config] && name == Type)).ThenBy(static name => name, StringComparer.Ordinal))
                Compare(old.GetValueOrDefault(name), young.GetValueOrDefault(name), [.. location, name], changes);
        }
        else if (!DesignPart.AreEqual(before, after))
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

    private static TaxonomyChangeKind KindOf(DesignPart? before, DesignPart? after, string[] location) => (before, after) switch
    {
        _ when location is [DesignTree.Config, DesignKeys.Nodes, _, "parent_collection_id"] => TaxonomyChangeKind.Moved,
        // A list of fields that is left out stands for all fields.
        _ when location is [DesignTree.Config, .., DesignKeys.Fields] => TaxonomyChangeKind.Changed,
        (null, _) => TaxonomyChangeKind.Added,
        (_, null) => TaxonomyChangeKind.Removed,
        _ => TaxonomyChangeKind.Changed,
    };

    private static TaxonomyPart PartOf(string[] location) => location switch
    {
        [DesignTree.Name] => TaxonomyPart.Name,
        [DesignTree.Description] => TaxonomyPart.Description,
        [DesignTree.Metadata, ..] => TaxonomyPart.Metadata,
        [.., DesignKeys.Mappings] or [.., DesignKeys.Mappings, _] => TaxonomyPart.InputMapping,
        [.., DesignKeys.Fields] or [.., DesignKeys.Fields, _] => TaxonomyPart.EnrichmentField,
        [_, DesignKeys.Nodes, _] or [_, DesignKeys.Nodes, _, "parent_collection_id"] => TaxonomyPart.Node,
        [.., "retriever_id"] => TaxonomyPart.Retriever,
        _ => TaxonomyPart.Setting,
    };
}
