using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads a map at once, so that nothing in it can fail later, and writes it with nothing replaced.</summary>
internal sealed class JsonMapConverter : JsonConverter<JsonObject>
{
    public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonNodes.Read(ref reader) as JsonObject ?? throw new JsonException($"A map is a JSON object, not a {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => JsonNodes.Write(writer, value);
}
