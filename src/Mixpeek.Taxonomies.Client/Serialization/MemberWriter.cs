using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Writes an object: first the members with a property, those that are not absent, then the rest. A property wins over a
/// member of the same name in the rest, but for a list from which items were left out.
/// </summary>
internal ref struct MemberWriter
{
    private readonly Utf8JsonWriter _writer;
    private readonly JsonText? _rest;
    private readonly HashSet<string>? _names;

    public MemberWriter(Utf8JsonWriter writer, JsonText? rest)
    {
        _writer = writer;
        _rest = rest;
        _names = rest is null ? null : NamesOf(rest);
        writer.WriteStartObject();
    }

    public readonly void Write(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            Name(name).WriteStringValue(value);
    }

    public readonly void Write<T>(ReadOnlySpan<byte> name, T? value)
        where T : struct, IOpenEnum<T>
    {
        if (value is { Value.Length: > 0 } set)
            Name(name).WriteStringValue(set.Value);
    }

    public readonly void Write(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } set)
            Name(name).WriteNumberValue(set);
    }

    public readonly void Write(ReadOnlySpan<byte> name, double? value)
    {
        if (value is not { } set)
            return;
        if (!double.IsFinite(set))
            throw new JsonException($"The value {ArgumentPath.NoFinite}.");
        Name(name).WriteNumberValue(set);
    }

    public readonly void Write(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } set)
            Name(name).WriteBooleanValue(set);
    }

    public readonly void Write(ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } set)
            Name(name).WriteStringValue(WireDateTime.ToText(set));
    }

    public readonly void Write(ReadOnlySpan<byte> name, JsonText? value) => value?.WriteTo(Name(name));

    public readonly void Write(ReadOnlySpan<byte> name, TaxonomyFilter? value) => Write(name, value?.Content);

    public readonly void Write(ReadOnlySpan<byte> name, ExtensibleModel? value) => value?.Write(Name(name));

    public readonly void Write(ReadOnlySpan<byte> name, TaxonomyConfig? value)
    {
        if (value is not UnknownTaxonomyConfig { Raw.ValueKind: JsonValueKind.Undefined })
            Write(name, (ExtensibleModel?)value);
    }

    public readonly void Write(ReadOnlySpan<byte> name, Optional<string?> value)
    {
        if (value.HasValue)
            Name(name).WriteStringValue(value.Value);
    }

    public readonly void Write(ReadOnlySpan<byte> name, Optional<JsonText?> value)
    {
        if (value.Value is { } json)
            Write(name, json);
        else if (value.HasValue)
            Name(name).WriteNullValue();
    }

    public readonly void Write(ReadOnlySpan<byte> name, Optional<TaxonomyConfig?> value)
    {
        if (value.Value is { } config)
            Write(name, config);
        else if (value.HasValue)
            Name(name).WriteNullValue();
    }

    public readonly void Write(ReadOnlySpan<byte> name, JsonMapList? value)
    {
        if (value is not null && !YieldsToRest(name, value.IsPartial))
            Write(name, value.Text);
    }

    public readonly void Write(ReadOnlySpan<byte> name, ItemList<string>? value)
    {
        if (value is null || YieldsToRest(name, value.IsPartial))
            return;
        Name(name).WriteStartArray();
        foreach (var item in value)
            _writer.WriteStringValue(item);
        _writer.WriteEndArray();
    }

    public readonly void Write<T>(ReadOnlySpan<byte> name, ItemList<T>? value)
        where T : ExtensibleModel
    {
        if (value is null || YieldsToRest(name, value.IsPartial))
            return;
        Name(name).WriteStartArray();
        for (var i = 0; i < value.Count; i++)
        {
            if (value[i] is { } item)
                item.Write(_writer);
            else
                _writer.WriteNullValue();
        }

        _writer.WriteEndArray();
    }

    public readonly void Write(ReadOnlySpan<byte> name, TextMap? value)
    {
        if (value is null)
            return;
        Name(name).WriteStartObject();
        foreach (var (key, text) in value)
            _writer.WriteString(key, text);
        _writer.WriteEndObject();
    }

    /// <summary>Writes what no property took, and ends the object.</summary>
    public readonly void Complete()
    {
        if (_rest is not null)
            WriteRest(_rest);
        _writer.WriteEndObject();
    }

    private readonly void WriteRest(JsonText rest)
    {
        if (rest.Fault is not null)
            rest.WriteTo(_writer);
        var reader = rest.Reader();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonString.Read(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (!_names!.Contains(name))
                continue;
            _writer.WritePropertyName(name);
            JsonText.Write(_writer, rest.Utf8[start..(int)reader.BytesConsumed]);
        }
    }

    private readonly Utf8JsonWriter Name(ReadOnlySpan<byte> name)
    {
        _names?.Remove(Encoding.UTF8.GetString(name));
        _writer.WritePropertyName(name);
        return _writer;
    }

    private readonly bool YieldsToRest(ReadOnlySpan<byte> name, bool isPartial) =>
        isPartial && _names?.Contains(Encoding.UTF8.GetString(name)) == true;

    private static HashSet<string> NamesOf(JsonText rest)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (rest.Fault is not null)
            return names;
        var reader = rest.Reader();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonString.Read(ref reader) is var name && JsonString.IsValid(name))
                names.Add(name);
            reader.Skip();
        }

        return names;
    }
}
