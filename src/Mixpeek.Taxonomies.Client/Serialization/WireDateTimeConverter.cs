using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

internal sealed class WireDateTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireDateTime.TryRead(ref reader) ?? throw new JsonException("The value is no date and time.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WireDateTime.ToText(value));
}
