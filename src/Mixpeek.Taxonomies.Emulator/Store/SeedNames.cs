using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Refuses a seed in which two items have the same ID or name, or one has what an item of the store has.</summary>
internal static class SeedNames
{
    /// <exception cref="ArgumentException">An ID or a name is taken; the message has both places.</exception>
    public static void Check(TaxonomyStore store, JsonObject seed)
    {
        Check(seed, "taxonomies", "taxonomy_id", "ID", store.HasId);
        Check(seed, "taxonomies", "taxonomy_name", "name", store.HasName);
        Check(seed, "templates", "template_id", "ID", id => store.Templates.Find(id) is not null);
    }

    private static void Check(JsonObject seed, string list, string member, string kind, Func<string, bool> isTaken)
    {
        var items = seed[list] as JsonArray ?? [];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < items.Count; place++)
        {
            if (items[place]![member]?.GetValue<string>() is not { } value)
                continue;
            if (!places.TryAdd(value, place))
                throw new ArgumentException($"{list}[{places[value]}] and {list}[{place}] both have the {kind} '{value}'.");
            if (isTaken(value))
                throw new ArgumentException($"{list}[{place}] has the {kind} '{value}', which is taken in the store.");
        }
    }
}
