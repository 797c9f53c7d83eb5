using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads a config where a caller asks for one type of it.</summary>
internal sealed class DerivedConfigConverter<T> : JsonConverter<T>
    where T : TaxonomyConfig
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TaxonomyConfigConverter.Read(ref reader) as T ?? throw new JsonException($"The config is no {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.Write(writer);
}
