using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Writes the members of one object: first those with a property, then the rest. A property that is set wins over a
/// member of the same name in the rest; one at its default yields to it.
/// </summary>
internal ref struct MemberWriter(Utf8JsonWriter writer, JsonObject? rest)
{
    private HashSet<string>? _overridden;

    public void Text(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) || (value is not null && !InRest(name)))
            WriteName(name).WriteStringValue(value);
    }

    /// <summary>Writes a text that stands empty where the service left it out.</summary>
    public void RequiredText(string name, string value)
    {
        if (value.Length > 0)
            WriteName(name).WriteStringValue(value);
    }

    public void Text(string name, Optional<string?> value)
    {
        if (value.HasValue)
            WriteName(name).WriteStringValue(value.Value);
    }

    public void Enum<T>(string name, T? value)
        where T : struct, IOpenEnum<T>
    {
        if (value is { Value.Length: > 0 } set)
            WriteName(name).WriteStringValue(set.Value);
    }

    public void EnumOrDefault<T>(string name, T value, T defaultValue)
        where T : struct, IOpenEnum<T>
    {
        if (!YieldsToRest(name, value, defaultValue))
            Enum<T>(name, value);
    }

    public void Number(string name, double? value)
    {
        if (value is { } set)
            WriteName(name).WriteNumberValue(set);
    }

    public void Integer(string name, long? value)
    {
        if (value is { } set)
            WriteName(name).WriteNumberValue(set);
    }

    public void IntegerOrDefault(string name, int value, int defaultValue)
    {
        if (!YieldsToRest(name, value, defaultValue))
            WriteName(name).WriteNumberValue(value);
    }

    public void FlagOrDefault(string name, bool value, bool defaultValue)
    {
        if (!YieldsToRest(name, value, defaultValue))
            WriteName(name).WriteBooleanValue(value);
    }

    public void Time(string name, DateTimeOffset? value)
    {
        if (value is { } set)
            WriteName(name).WriteStringValue(WireDateTime.ToText(set));
    }

    public void Map(string name, JsonObject value)
    {
        if (!YieldsToRest(name, value.Count, 0))
            value.WriteTo(WriteName(name));
    }

    public void Any(string name, Optional<JsonNode?> value)
    {
        if (!value.HasValue)
            return;
        WriteName(name);
        WriteNode(value.Value);
    }

    public void Model<T>(string name, T? value, ModelConverter<T> converter)
        where T : class
    {
        if (value is not null)
            converter.WriteObject(WriteName(name), value);
    }

    public void Models<T>(string name, IReadOnlyList<T>? values, ModelConverter<T> converter)
        where T : class
    {
        if (values is null || (values.Count == 0 && InRest(name)))
            return;
        WriteName(name).WriteStartArray();
        for (var i = 0; i < values.Count; i++)
            converter.WriteObject(writer, values[i]);
        writer.WriteEndArray();
    }

    public void Texts(string name, IReadOnlyList<string>? values)
    {
        if (values is null || (values.Count == 0 && InRest(name)))
            return;
        WriteName(name).WriteStartArray();
        for (var i = 0; i < values.Count; i++)
            writer.WriteStringValue(values[i]);
        writer.WriteEndArray();
    }

    public Utf8JsonWriter WriteName(string name)
    {
        if (InRest(name))
            (_overridden ??= []).Add(name);
        writer.WritePropertyName(name);
        return writer;
    }

    /// <summary>Writes what no property took.</summary>
    public readonly void Rest()
    {
        if (rest is null)
            return;
        foreach (var (name, node) in rest)
        {
            if (_overridden?.Contains(name) == true)
                continue;
            writer.WritePropertyName(name);
            WriteNode(node);
        }
    }

    private readonly bool YieldsToRest<T>(string name, T value, T defaultValue) =>
        InRest(name) && EqualityComparer<T>.Default.Equals(value, defaultValue);

    private readonly bool InRest(string name) => rest is not null && rest.ContainsKey(name);

    private readonly void WriteNode(JsonNode? node)
    {
        if (node is null)
            writer.WriteNullValue();
        else
            node.WriteTo(writer);
    }
}
