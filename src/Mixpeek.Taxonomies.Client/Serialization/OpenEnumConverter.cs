using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

internal sealed class OpenEnumConverter<T> : JsonConverter<T>
    where T : struct, IOpenEnum<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader) ?? throw new JsonException($"A {typeof(T).Name} is a text that is not blank.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <summary>Reads the current token; a known value costs no allocation.</summary>
    public static T? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        foreach (var known in T.Known)
        {
            if (reader.ValueTextEquals(known.Value))
                return known;
        }

        var text = reader.GetString();
        return string.IsNullOrWhiteSpace(text) ? null : T.FromWire(text);
    }
}
