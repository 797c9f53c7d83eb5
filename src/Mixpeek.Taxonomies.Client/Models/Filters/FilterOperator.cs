using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How a filter compares a field with a value. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<FilterOperator>))]
public readonly record struct FilterOperator : IOpenEnum<FilterOperator>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public FilterOperator(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>Equal. On the wire: <c>eq</c>.</summary>
    public static FilterOperator Eq { get; } = new("eq");

    /// <summary>Not equal. On the wire: <c>ne</c>.</summary>
    public static FilterOperator Ne { get; } = new("ne");

    /// <summary>Greater. On the wire: <c>gt</c>.</summary>
    public static FilterOperator Gt { get; } = new("gt");

    /// <summary>Less. On the wire: <c>lt</c>.</summary>
    public static FilterOperator Lt { get; } = new("lt");

    /// <summary>Greater or equal. On the wire: <c>gte</c>.</summary>
    public static FilterOperator Gte { get; } = new("gte");

    /// <summary>Less or equal. On the wire: <c>lte</c>.</summary>
    public static FilterOperator Lte { get; } = new("lte");

    /// <summary>One of a list. On the wire: <c>in</c>.</summary>
    public static FilterOperator In { get; } = new("in");

    /// <summary>None of a list. On the wire: <c>nin</c>.</summary>
    public static FilterOperator Nin { get; } = new("nin");

    /// <summary>Contains the value. On the wire: <c>contains</c>.</summary>
    public static FilterOperator Contains { get; } = new("contains");

    /// <summary>Starts with the value. On the wire: <c>starts_with</c>.</summary>
    public static FilterOperator StartsWith { get; } = new("starts_with");

    /// <summary>Ends with the value. On the wire: <c>ends_with</c>.</summary>
    public static FilterOperator EndsWith { get; } = new("ends_with");

    /// <summary>Matches a regular expression. On the wire: <c>regex</c>.</summary>
    public static FilterOperator Regex { get; } = new("regex");

    /// <summary>Is there. On the wire: <c>exists</c>.</summary>
    public static FilterOperator Exists { get; } = new("exists");

    /// <summary>Is null. On the wire: <c>is_null</c>.</summary>
    public static FilterOperator IsNull { get; } = new("is_null");

    /// <summary>Full-text search. On the wire: <c>text</c>.</summary>
    public static FilterOperator Text { get; } = new("text");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<FilterOperator> Known { get; } = [Eq, Ne, Gt, Lt, Gte, Lte, In, Nin, Contains, StartsWith, EndsWith, Regex, Exists, IsNull, Text];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static FilterOperator IOpenEnum<FilterOperator>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
