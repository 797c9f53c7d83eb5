using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads a map at once, so that nothing in it can fail later.</summary>
internal sealed class JsonMapConverter : JsonConverter<JsonObject>
{
    public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? RawJson.ReadObject(ref reader)
            : throw new JsonException($"A map is a JSON object, not a {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) =>
        value.WriteTo(writer);
}
