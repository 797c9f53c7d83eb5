using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

internal sealed class OpenEnumConverter<T> : JsonConverter<T>
    where T : struct, IOpenEnum<T>
{
    public override bool HandleNull => true;

    /// <summary>Reads null and an empty text, which is how an uninitialised value is written, as an uninitialised value.</summary>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TryRead(ref reader)
        ?? (reader.TokenType is JsonTokenType.Null or JsonTokenType.String
            ? default(T)
            : throw new JsonException($"A {typeof(T).Name} is a text, not a {reader.TokenType}."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <summary>Reads the current token; a known value costs no allocation.</summary>
    public static T? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        if (!reader.ValueIsEscaped && T.Find(ref reader) is { } known)
            return known;
        var text = JsonString.Read(ref reader);
        return string.IsNullOrWhiteSpace(text) || !JsonString.IsValid(text) ? null : T.FromWire(text);
    }
}
