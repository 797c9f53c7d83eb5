using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What a model keeps of a value that it is given: nothing that changes with the caller's own object.</summary>
internal static class Stored
{
    public static T Of<T>(T value) => value;

    public static ItemList<T>? Of<T>(IReadOnlyList<T>? items) => items switch
    {
        null => null,
        ItemList<T> { IsPartial: false } list => list,
        _ => new ItemList<T>([.. items]),
    };

    public static JsonMapList? Of(IReadOnlyList<JsonObject>? maps) => JsonMapList.Of(maps);

    public static TextMap? Of(IReadOnlyDictionary<string, string>? members) => MapOf(members, StringComparer.Ordinal);

    /// <summary>Headers, whose names are the same in any case.</summary>
    public static TextMap? OfHeaders(IReadOnlyDictionary<string, string>? headers) => MapOf(headers, StringComparer.OrdinalIgnoreCase);

    public static JsonText? Of(JsonObject? map) => JsonText.Of(map);

    public static Optional<JsonText?> Of(Optional<JsonObject?> map) => map.HasValue ? JsonText.Of(map.Value) : default(Optional<JsonText?>);

    public static Optional<JsonText?> Of(Optional<JsonNode?> node) => node.HasValue ? JsonText.Of(node.Value) : default(Optional<JsonText?>);

    private static TextMap? MapOf(IReadOnlyDictionary<string, string>? members, StringComparer names) =>
        members is null ? null : members as TextMap ?? new TextMap(new Dictionary<string, string>(members, names));

    public static bool AreEqual<T>(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);
}
