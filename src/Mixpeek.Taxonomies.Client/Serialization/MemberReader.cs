using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads the value of one member of an object. Each method stands on the member's name and ends on the last token of
/// its value. Null is an absent member; a value that can't be understood is kept under its name in the rest.
/// </summary>
internal static class MemberReader
{
    /// <summary>Moves to the next member's name; false at the end of the object.</summary>
    public static bool Next(ref Utf8JsonReader reader, ref JsonRest rest)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // A name with half of a surrogate pair can't be compared with any.
            if (!reader.ValueIsEscaped || JsonString.IsValid(JsonString.Read(ref reader)))
                return true;
            Unknown(ref reader, ref rest);
        }

        return false;
    }

    /// <summary>Reads the value that a model has by its type: whether every text that is there says the same.</summary>
    public static bool? IsStated<T>(ref Utf8JsonReader reader, T value, bool? before)
        where T : struct, IOpenEnum<T>
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return before;
        var isSame = OpenEnumConverter<T>.TryRead(ref reader) is { } stated && stated.Value == value.Value;
        reader.TrySkip();
        return isSame && before != false;
    }

    /// <summary>Keeps a member that has no property.</summary>
    public static void Unknown(ref Utf8JsonReader reader, ref JsonRest rest) => rest.Add(ref reader);

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref string? value)
    {
        reader.Read();
        value = WireScalar.Text(ref reader);
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    public static void Read<T>(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref T? value)
        where T : struct, IOpenEnum<T>
    {
        reader.Read();
        value = OpenEnumConverter<T>.TryRead(ref reader);
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref int? value)
    {
        reader.Read();
        var number = WireScalar.Integer(ref reader);
        value = number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref long? value)
    {
        reader.Read();
        value = WireScalar.Integer(ref reader);
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref double? value)
    {
        reader.Read();
        value = WireScalar.Number(ref reader);
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref bool? value)
    {
        reader.Read();
        value = WireScalar.Flag(ref reader);
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref DateTimeOffset? value)
    {
        reader.Read();
        value = WireDateTime.TryRead(ref reader);
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref JsonText? value)
    {
        reader.Read();
        value = reader.TokenType == JsonTokenType.StartObject ? JsonText.Read(ref reader) : null;
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref TaxonomyFilter? value)
    {
        JsonText? json = null;
        Read(ref reader, name, ref rest, ref json);
        value = json is null ? null : TaxonomyFilter.Of(json);
    }

    /// <summary>Reads a config, which may be any value.</summary>
    public static void ReadAny(ref Utf8JsonReader reader, ref TaxonomyConfig? value)
    {
        reader.Read();
        value = TaxonomyConfigConverter.Read(ref reader);
    }

    public static void Read<T>(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref T? value)
        where T : class, IModel<T>
    {
        reader.Read();
        value = T.Read(ref reader);
        KeepUnless(value is not null, ref reader, name, ref rest);
    }

    /// <summary>Reads a member of a request, where null is a value of its own.</summary>
    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref Optional<string?> value)
    {
        string? text = null;
        Read(ref reader, name, ref rest, ref text);
        value = text is not null || reader.TokenType == JsonTokenType.Null ? text : default(Optional<string?>);
    }

    /// <inheritdoc cref="Read(ref Utf8JsonReader, ReadOnlySpan{byte}, ref JsonRest, ref Optional{string?})"/>
    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref Optional<JsonText?> value)
    {
        JsonText? map = null;
        Read(ref reader, name, ref rest, ref map);
        value = map is not null || reader.TokenType == JsonTokenType.Null ? map : default(Optional<JsonText?>);
    }

    /// <summary>Reads a config of a request, where null is a value of its own.</summary>
    public static void ReadAny(ref Utf8JsonReader reader, ref Optional<TaxonomyConfig?> value)
    {
        reader.Read();
        value = reader.TokenType == JsonTokenType.Null ? null : TaxonomyConfigConverter.Read(ref reader);
    }

    /// <summary>Reads a value of any type, where null is one of its own.</summary>
    public static void ReadAny(ref Utf8JsonReader reader, ref Optional<JsonText?> value)
    {
        reader.Read();
        value = reader.TokenType == JsonTokenType.Null ? null : JsonText.Read(ref reader);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref JsonMapList? value)
    {
        var whole = reader;
        reader.Read();
        value = JsonMapList.Read(ref reader);
        if (value is null)
            KeepUnless(false, ref reader, name, ref rest);
        else if (value.IsPartial)
            Unknown(ref whole, ref rest);
    }

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref ItemList<string>? value) =>
        ReadList(ref reader, name, ref rest, ref value, WireScalar.Text);

    public static void Read<T>(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref ItemList<T>? value)
        where T : class, IModel<T> =>
        ReadList(ref reader, name, ref rest, ref value, T.Read);

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref TextMap? value)
    {
        var whole = reader;
        reader.Read();
        value = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var members = new Dictionary<string, string>(StringComparer.Ordinal);
            var odd = default(JsonRest);
            while (Next(ref reader, ref odd))
            {
                var key = JsonString.Read(ref reader);
                string? text = null;
                Read(ref reader, name, ref odd, ref text);
                if (text is not null)
                    members[key] = text;
            }

            if (odd.ToText() is null)
            {
                value = new TextMap(members);
                return;
            }
        }

        reader = whole;
        reader.Read();
        KeepUnless(false, ref reader, name, ref rest);
    }

    private delegate T? ItemReader<T>(ref Utf8JsonReader reader);

    /// <summary>Reads a list: items that can't be understood are left out, and the whole is then kept beside it.</summary>
    private static void ReadList<T>(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest, ref ItemList<T>? value, ItemReader<T> read)
        where T : class
    {
        var whole = reader;
        reader.Read();
        value = null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            KeepUnless(false, ref reader, name, ref rest);
            return;
        }

        var items = default(ItemBuffer<T>);
        var isPartial = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (read(ref reader) is { } item)
            {
                items.Add(item);
                continue;
            }

            isPartial = true;
            reader.TrySkip();
        }

        value = new ItemList<T>(items.ToArray(), isPartial);
        if (isPartial)
            Unknown(ref whole, ref rest);
    }

    private static void KeepUnless(bool isRead, ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref JsonRest rest)
    {
        if (!isRead && reader.TokenType != JsonTokenType.Null)
            rest.Add(name, ref reader);
    }
}
