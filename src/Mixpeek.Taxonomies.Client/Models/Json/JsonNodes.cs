using System.Text;
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
            case JsonValue value when value.TryGetValue<JsonElement>(out var element) && element.ValueKind == JsonValueKind.String:
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

    /// <summary>What is written of a value.</summary>
    public static string ToText(JsonNode? node) => Encoding.UTF8.GetString(JsonText.Written(writer => Write(writer, node)).Span);

    /// <summary>Copies a value in the one form of all JSON that says the same: members in the order of their names, and numbers by their exact value.</summary>
    public static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(static member => member.Key, StringComparer.Ordinal)
            .Select(static member => KeyValuePair.Create(member.Key, Canonical(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Canonical)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonNode.Parse(JsonNumber.Canonical(value.ToJsonString())),
        _ => node?.DeepClone(),
    };

    /// <summary>Whether two values say the same. <see cref="JsonNode.DeepEquals"/> depends on the framework where numbers are concerned, and throws for a large exponent.</summary>
    public static bool AreEqual(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (null, null) => true,
        (JsonObject one, JsonObject other) => one.Count == other.Count
            && one.All(member => other.TryGetPropertyValue(member.Key, out var value) && AreEqual(member.Value, value)),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(static pair => AreEqual(pair.First, pair.Second)),
        (JsonValue, JsonValue) => ToText(Canonical(left)) == ToText(Canonical(right)),
        _ => false,
    };

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
