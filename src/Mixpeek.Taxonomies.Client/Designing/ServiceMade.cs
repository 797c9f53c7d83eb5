using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Tells what the service put into a config that it was not asked for.</summary>
internal static class ServiceMade
{
    private static readonly string[] Inferred = ["label", "summary", "keywords"];

    /// <summary>Whether a change would only take away what the service inferred, or what it added and the contract does not have.</summary>
    public static bool Covers(TaxonomyChange change, bool infers) => change switch
    {
        { NeedsClone: false } => false,
        { Kind: TaxonomyChangeKind.Removed, Location: [_, DesignKeys.Nodes, _] } => infers,
        { Kind: TaxonomyChangeKind.Removed, Location: [_, DesignKeys.Nodes, _, var member] } when Inferred.Contains(member) => infers,
        { Kind: TaxonomyChangeKind.Removed, Location: [.., var owner, var member] } => !DesignKeys.IsList(owner) && !ConfigMembers.Names.Contains(member),
        { Kind: TaxonomyChangeKind.Changed, Before: JsonObject before, After: JsonObject after } => AddsOnly(before, after),
        _ => false,
    };

    private static bool AddsOnly(JsonObject before, JsonObject after)
    {
        foreach (var name in before.Select(static member => member.Key).ToArray())
        {
            if (!after.ContainsKey(name) && !ConfigMembers.Names.Contains(name))
                before.Remove(name);
        }

        return JsonNode.DeepEquals(before, after);
    }
}
