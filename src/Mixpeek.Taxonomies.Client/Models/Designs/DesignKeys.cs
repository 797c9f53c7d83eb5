using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// What the order of a config's lists means: that of nodes, inputs, fields and covariates means nothing, except among
/// those that share a key. Lists of IDs and of keywords are sets, in which a repeat means nothing either. Any other list
/// is compared by position: a fixed input value, a member that the contract does not have, a config of unknown type.
/// </summary>
internal static class DesignKeys
{
    public const string Nodes = "hierarchical_nodes";
    public const string Mappings = "input_mappings";
    public const string Fields = "enrichment_fields";

    /// <summary>The lists whose items have a key, with the members that hold it: the first that is set counts.</summary>
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        [Nodes] = ["collection_id"],
        [Mappings] = ["input_key"],
        [Fields] = ["target_field", "field_path"],
        ["covariates"] = ["name"],
    };

    private static readonly HashSet<string> Sets = new(StringComparer.Ordinal) { "inference_collections", "cluster_ids", "keywords" };

    public static bool IsList(string name) => Members.ContainsKey(name);

    public static bool IsSet(string name) => Sets.Contains(name);

    public static string Of(string list, JsonNode? item)
    {
        foreach (var member in Members[list])
        {
            if (item is JsonObject map && map[member] is JsonValue value && value.TryGetValue<string>(out var key) && key.Length > 0)
                return key;
        }

        return "";
    }

    /// <summary>
    /// Gives each item its key, and those that repeat one a key of their own, such as <c>k#2</c>. It depends on the order
    /// of the items that share a key alone.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, T>> Distinct<T>(IReadOnlyCollection<(string Key, T Item)> items)
    {
        var taken = items.Select(static item => item.Key).ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, item) in items)
        {
            if (counts.TryAdd(key, 1))
            {
                yield return KeyValuePair.Create(key, item);
                continue;
            }

            string unique;
            do
                unique = $"{key}#{++counts[key]}";
            while (!taken.Add(unique));
            yield return KeyValuePair.Create(unique, item);
        }
    }
}
