using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads null as the default of a type that can't be null: the service writes null for what it leaves out elsewhere.</summary>
internal abstract class NullAsDefaultConverter<T> : JsonConverter<T>
    where T : struct
{
    public sealed override bool HandleNull => true;

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : ReadValue(ref reader);

    protected abstract T ReadValue(ref Utf8JsonReader reader);

    internal sealed class OfInteger : NullAsDefaultConverter<int>
    {
        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

        protected override int ReadValue(ref Utf8JsonReader reader) => reader.GetInt32();
    }

    internal sealed class OfNumber : NullAsDefaultConverter<double>
    {
        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

        protected override double ReadValue(ref Utf8JsonReader reader) => reader.GetDouble();
    }

    internal sealed class OfFlag : NullAsDefaultConverter<bool>
    {
        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);

        protected override bool ReadValue(ref Utf8JsonReader reader) => reader.GetBoolean();
    }
}
