using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Reads the JSON of a body at once, so that nothing in it can fail later, and says where it is no JSON.</summary>
internal static class BodyReader
{
    /// <summary>How deep a body may be nested: what is kept of it still fits into an answer, which is up to 64 deep.</summary>
    public const int MaxDepth = 48;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static JsonNode? Read(ReadOnlySpan<byte> json, BodyValidator validator) => Read(json, validator, BodyLocation.Body);

    /// <summary>Reads the JSON of a seed, in which a repeated member is a fault: the service takes the last one, and a file would lose the others.</summary>
    public static JsonNode? ReadSeed(ReadOnlySpan<byte> json, BodyValidator validator) => Read(json, validator, BodyLocation.Seed);

    private static JsonNode? Read(ReadOnlySpan<byte> json, BodyValidator validator, BodyLocation root)
    {
        if (json.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var node = ReadNode(ref reader, root, validator);
            reader.Read();
            return node;
        }
        catch (JsonException)
        {
            validator.Fault(root.At((int)reader.BytesConsumed), "json_invalid", "JSON decode error");
            return null;
        }
    }

    private static JsonNode? ReadNode(ref Utf8JsonReader reader, BodyLocation at, BodyValidator validator) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, at, validator),
        JsonTokenType.StartArray => ReadArray(ref reader, at, validator),
        JsonTokenType.String => ReadText(ref reader, at, validator),
        JsonTokenType.Null => null,
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    private static JsonObject ReadObject(ref Utf8JsonReader reader, BodyLocation at, BodyValidator validator)
    {
        var result = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText(ref reader, at, validator);
            reader.Read();
            if (result.ContainsKey(name) && ReferenceEquals(at.Root, BodyLocation.Seed))
                validator.Fault(at.At(name), "repeated", $"'{name}' is there twice");
            result[name] = ReadNode(ref reader, at.At(name), validator);
        }

        return result;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader, BodyLocation at, BodyValidator validator)
    {
        var result = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            result.Add(ReadNode(ref reader, at.At(result.Count), validator));
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
