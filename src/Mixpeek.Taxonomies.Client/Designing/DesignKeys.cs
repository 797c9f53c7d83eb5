using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// What tells the items of a config's lists apart: their order says nothing but for enrichment fields with the same
/// target, which keep it.
/// </summary>
internal static class DesignKeys
{
    public const string Nodes = "hierarchical_nodes";
    public const string Mappings = "input_mappings";
    public const string Fields = "enrichment_fields";

    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        [Nodes] = ["collection_id"],
        [Mappings] = ["input_key"],
        [Fields] = ["target_field", "field_path"],
        ["covariates"] = ["name"],
    };

    public static bool IsList(string name) => Members.ContainsKey(name);

    public static string Of(string list, JsonNode? item)
    {
        foreach (var member in Members[list])
        {
            if (item is JsonObject map && map[member] is JsonValue value && value.TryGetValue<string>(out var key) && key.Length > 0)
                return key;
        }

        return "";
    }

    /// <summary>Gives each item its key, and those that repeat one a key of their own.</summary>
    public static IEnumerable<KeyValuePair<string, T>> Distinct<T>(IEnumerable<(string Key, T Item)> items)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, item) in items)
        {
            string unique;
            do
            {
                var count = counts[key] = counts.GetValueOrDefault(key) + 1;
                unique = count == 1 ? key : $"{key}#{count}";
            }
            while (!taken.Add(unique));
            yield return KeyValuePair.Create(unique, item);
        }
    }
}
