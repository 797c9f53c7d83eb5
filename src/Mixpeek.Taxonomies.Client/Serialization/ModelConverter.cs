using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads and writes a model as its members say.</summary>
internal sealed class ModelConverter<T> : JsonConverter<T>
    where T : ExtensibleModel, IModel<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Read(ref reader) ?? throw new JsonException($"A {typeof(T).Name} is a JSON object, not a {reader.TokenType}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.Write(writer);
}
