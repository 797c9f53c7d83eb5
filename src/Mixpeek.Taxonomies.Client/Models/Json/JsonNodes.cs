using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Makes nodes of JSON at once, and JSON of nodes. <see cref="JsonNode"/> itself reads lazily, so that a repeated name or a
/// bad escape would throw later, in the caller's code, and writes a replacement for half of a surrogate pair.
/// </summary>
internal static class JsonNodes
{
    /// <summary>Reads the current value, and ends on its last token. The last of repeated members counts.</summary>
    public static JsonNode? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(JsonString.Read(ref reader)),
        JsonTokenType.Null => null,
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    public static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonObject map when map.All(static member => JsonString.IsValid(member.Key)):
                writer.WriteStartObject();
                foreach (var (name, value) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonObject map:
                var members = map.Select(static member => $"{JsonString.Quote(member.Key)}:{JsonText.Of(inner => Write(inner, member.Value))}");
                writer.WriteRawValue($"{{{string.Join(',', members)}}}", skipInputValidation: true);
                break;
            case JsonValue value when value.TryGetValue<JsonElement>(out var element):
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && !JsonString.IsValid(text):
                writer.WriteRawValue(JsonString.Quote(text), skipInputValidation: true);
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    private static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var result = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = JsonString.Read(ref reader);
            reader.Read();
            result[name] = Read(ref reader);
        }

        return result;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var result = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            result.Add(Read(ref reader));
        return result;
    }
}
