using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads JSON of any shape into nodes at once. <see cref="JsonNode.Parse(ref Utf8JsonReader, JsonNodeOptions?)"/>
/// reads lazily, so that a repeated name or a bad escape would throw later, in the caller's code.
/// </summary>
internal static class RawJson
{
    public static JsonNode? ReadNode(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(reader.GetString()),
        JsonTokenType.Null => null,
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    public static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var result = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            result[name] = ReadNode(ref reader);
        }

        return result;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var result = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            result.Add(ReadNode(ref reader));
        return result;
    }
}
