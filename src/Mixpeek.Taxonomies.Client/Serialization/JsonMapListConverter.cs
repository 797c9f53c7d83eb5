using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads a list of maps at once, so that nothing in it can fail later.</summary>
internal sealed class JsonMapListConverter : JsonConverter<IReadOnlyList<JsonObject>>
{
    public override IReadOnlyList<JsonObject> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"A list of maps is a JSON array, not a {reader.TokenType}.");
        var maps = new List<JsonObject>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException($"A map is a JSON object, not a {reader.TokenType}.");
            maps.Add(RawJson.ReadObject(ref reader));
        }

        return maps;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<JsonObject> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var map in value)
            map.WriteTo(writer);
        writer.WriteEndArray();
    }
}
