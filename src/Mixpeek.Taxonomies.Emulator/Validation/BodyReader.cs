using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Reads the JSON of a body or a seed at once, so that nothing in it can fail later, and says where it is no JSON.</summary>
internal static class BodyReader
{
    /// <summary>How deep a body may be nested: what is kept of it still fits into an answer, which is up to 64 deep.</summary>
    public const int MaxDepth = 48;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads JSON, and notes what is wrong with it.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="validator">What the faults are noted in.</param>
    /// <param name="root">What the JSON is of.</param>
    /// <param name="allowsRepeats">Whether the last of several members of one name counts; otherwise they are a fault.</param>
    public static JsonNode? Read(ReadOnlySpan<byte> json, BodyValidator validator, BodyLocation root, bool allowsRepeats)
    {
        if (json.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            reader.Read();
            var node = ReadNode(ref reader, root, validator, allowsRepeats);
            reader.Read();
            return node;
        }
        catch (JsonException)
        {
            validator.Fault(root.At((int)reader.BytesConsumed), "json_invalid", "JSON decode error");
            return null;
        }
    }

    private static JsonNode? ReadNode(ref Utf8JsonReader reader, BodyLocation at, BodyValidator validator, bool allowsRepeats) => reader.TokenType switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= MaxDepth => Skip(ref reader, at, validator),
        JsonTokenType.StartObject => ReadObject(ref reader, at, validator, allowsRepeats),
        JsonTokenType.StartArray => ReadArray(ref reader, at, validator, allowsRepeats),
        JsonTokenType.String => ReadText(ref reader, at, validator),
        JsonTokenType.Null => null,
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    private static JsonNode? Skip(ref Utf8JsonReader reader, BodyLocation at, BodyValidator validator)
    {
        validator.Unsupported(at, $"JSON that is nested more than {MaxDepth} deep");
        reader.Skip();
        return null;
    }

    private static JsonObject ReadObject(ref Utf8JsonReader reader, BodyLocation at, BodyValidator validator, bool allowsRepeats)
    {
        var result = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText(ref reader, at, validator);
            reader.Read();
            if (!allowsRepeats && result.ContainsKey(name))
                validator.Fault(at.At(name), "repeated", $"the name '{name}' is used twice");
            result[name] = ReadNode(ref reader, at.At(name), validator, allowsRepeats);
        }

        return result;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader, BodyLocation at, BodyValidator validator, bool allowsRepeats)
    {
        var result = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            result.Add(ReadNode(ref reader, at.At(result.Count), validator, allowsRepeats));
        return result;
    }

    private static string ReadText(ref Utf8JsonReader reader, BodyLocation at, BodyValidator validator)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            validator.Fault(at, "string_unicode", "Input should be a valid string, unable to parse raw data as a unicode string");
            return "";
        }
    }
}
