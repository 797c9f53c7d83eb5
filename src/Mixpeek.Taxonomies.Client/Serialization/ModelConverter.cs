using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A converter of one record: a single loop over the members when reading, one line a member when writing.</summary>
internal abstract class ModelConverter<T> : JsonConverter<T>
    where T : class
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader) ?? throw new JsonException($"A {typeof(T).Name} is a JSON object, not a {reader.TokenType}.");

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        WriteObject(writer, value);

    /// <summary>Reads the current value; null where it is none that the record stands for, with the reader not moved.</summary>
    public virtual T? TryRead(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : null;

    /// <summary>Reads a list; null where there is none or, unless the caller skips them, where an item can't be read.</summary>
    public List<T>? TryReadList(ref Utf8JsonReader reader, out bool skippedAny, bool skipOddItems = false)
    {
        skippedAny = false;
        if (reader.TokenType != JsonTokenType.StartArray)
            return null;
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TryRead(ref reader) is { } item)
            {
                items.Add(item);
                continue;
            }

            if (!skipOddItems)
                return null;
            skippedAny = true;
            reader.TrySkip();
        }

        return items;
    }

    public virtual void WriteObject(Utf8JsonWriter writer, T value)
    {
        writer.WriteStartObject();
        WriteMembers(writer, value);
        writer.WriteEndObject();
    }

    protected abstract T ReadObject(ref Utf8JsonReader reader);

    protected abstract void WriteMembers(Utf8JsonWriter writer, T value);
}
