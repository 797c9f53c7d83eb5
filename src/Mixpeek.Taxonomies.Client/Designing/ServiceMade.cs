using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Finds what is missing in a taxonomy of the service's so that it is what was asked for. What the service added of its
/// own accord is not: its defaults, what it inferred, and members that the contract does not have.
/// </summary>
internal static class ServiceMade
{
    private static readonly string[] Inferred = ["label", "summary", "keywords"];

    /// <summary>What makes one taxonomy the other, without what the service added to the first.</summary>
    public static TaxonomyDiff Missing(Taxonomy found, Taxonomy asked)
    {
        var changes = DesignComparer.Compare(DesignTree.Of(found), DesignTree.Of(asked));
        var infers = asked.Config is HierarchicalTaxonomyConfig { Infers: true };
        var isOfOneType = asked.Config is not UnknownTaxonomyConfig && asked.Config.TaxonomyType == found.Config.TaxonomyType;
        return new TaxonomyDiff(isOfOneType ? changes.Where(change => !IsAddition(change, infers)) : changes);
    }

    /// <summary>Whether a config of the service's is the one that was asked for. The service does not keep members that the contract does not have.</summary>
    public static bool IsAsAsked(TaxonomyConfig asked, TaxonomyConfig found) =>
        Missing(new Taxonomy { Config = found }, new Taxonomy { Config = asked }).Changes.All(change => asked is not UnknownTaxonomyConfig && IsDropped(change));

    private static bool IsAddition(TaxonomyChange change, bool infers) => change switch
    {
        { NeedsClone: false } => false,
        { Kind: TaxonomyChangeKind.Removed, Location: [_, DesignKeys.Nodes, _], Before: JsonObject node } => infers && !InferredNodes.GivenMembers.Any(node.ContainsKey),
        { Kind: TaxonomyChangeKind.Removed, Location: [_, DesignKeys.Nodes, _, var member] } when Inferred.Contains(member) => infers,
        { Kind: TaxonomyChangeKind.Removed } => IsUnknownMember(change.Location),
        { Kind: TaxonomyChangeKind.Changed, Before: JsonObject before, After: JsonObject after } => IsSameWithout(before, after, before),
        _ => false,
    };

    private static bool IsDropped(TaxonomyChange change) => change switch
    {
        { Kind: TaxonomyChangeKind.Added } => IsUnknownMember(change.Location),
        { Kind: TaxonomyChangeKind.Changed, Before: JsonObject before, After: JsonObject after } => IsSameWithout(before, after, before, after),
        _ => false,
    };

    private static bool IsUnknownMember(IReadOnlyList<string> location) =>
        location is [.., var owner, var member] && !DesignKeys.IsList(owner) && !ConfigMembers.Names.Contains(member);

    /// <summary>Whether two items of a list are the same but for members that the contract does not have and that one of them has alone.</summary>
    private static bool IsSameWithout(JsonObject before, JsonObject after, params JsonObject[] tolerated)
    {
        var shared = before.Select(static member => member.Key).Where(after.ContainsKey).ToHashSet(StringComparer.Ordinal);
        foreach (var item in tolerated)
        {
            foreach (var name in item.Select(static member => member.Key).Where(name => !shared.Contains(name) && !ConfigMembers.Names.Contains(name)).ToArray())
                item.Remove(name);
        }

        return JsonNodes.AreEqual(before, after);
    }
}
