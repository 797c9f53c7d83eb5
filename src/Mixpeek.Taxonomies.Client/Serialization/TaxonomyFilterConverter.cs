using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyFilterConverter : JsonConverter<TaxonomyFilter>
{
    public override TaxonomyFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? TaxonomyFilter.Of(JsonText.Read(ref reader))
            : throw new JsonException($"A filter is a JSON object, not a {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, TaxonomyFilter value, JsonSerializerOptions options) =>
        value.Content.WriteTo(writer);
}
