using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A list of maps, kept as one JSON array: nodes of an item are made when it is taken out, and are the caller's own.</summary>
internal sealed class JsonMapList : IReadOnlyList<JsonObject>, IEquatable<JsonMapList>
{
    private readonly List<Range> _items = [];

    private JsonMapList(JsonText text)
    {
        Text = text;
        if (text.Fault is not null)
            return;
        var reader = text.Reader();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var isMap = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isMap)
                _items.Add(start..(int)reader.BytesConsumed);
            else
                IsPartial = true;
        }
    }

    public static JsonMapList Missing { get; } = new(JsonText.Of("[]"u8.ToArray()));

    public JsonText Text { get; }

    /// <summary>Whether the array holds something else too.</summary>
    public bool IsPartial { get; }

    public int Count => _items.Count;

    public JsonObject this[int index] => JsonText.Of(Text.Utf8[_items[index]]).ToObject();

    public static JsonMapList? Of(IReadOnlyList<JsonObject>? maps) => maps switch
    {
        null => null,
        JsonMapList list => list,
        _ when maps.FirstOrDefault(static map => !JsonText.IsWithin(map, JsonText.MaxDepth)) is { } deep => new JsonMapList(JsonText.TooDeep(deep)),
        _ => new JsonMapList(JsonText.Of(new JsonArray([.. maps.Select(static map => map?.DeepClone())]))!),
    };

    /// <summary>Reads the current value; null where it is no array, with the reader not moved.</summary>
    public static JsonMapList? Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartArray ? new JsonMapList(JsonText.Read(ref reader)) : null;

    public IEnumerator<JsonObject> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(JsonMapList? other) => Text.Equals(other?.Text);

    public override bool Equals(object? obj) => Equals(obj as JsonMapList);

    public override int GetHashCode() => Text.GetHashCode();
}
