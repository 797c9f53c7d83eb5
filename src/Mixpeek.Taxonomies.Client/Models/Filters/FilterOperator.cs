using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How a filter compares a field with a value. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct FilterOperator : IOpenEnum<FilterOperator>
{
    /// <summary>Equal. On the wire: <c>eq</c>.</summary>
    public static FilterOperator Equal { get; } = new("eq");

    /// <summary>Not equal. On the wire: <c>ne</c>.</summary>
    public static FilterOperator NotEqual { get; } = new("ne");

    /// <summary>Greater. On the wire: <c>gt</c>.</summary>
    public static FilterOperator GreaterThan { get; } = new("gt");

    /// <summary>Less. On the wire: <c>lt</c>.</summary>
    public static FilterOperator LessThan { get; } = new("lt");

    /// <summary>Greater or equal. On the wire: <c>gte</c>.</summary>
    public static FilterOperator GreaterThanOrEqual { get; } = new("gte");

    /// <summary>Less or equal. On the wire: <c>lte</c>.</summary>
    public static FilterOperator LessThanOrEqual { get; } = new("lte");

    /// <summary>One of a list. On the wire: <c>in</c>.</summary>
    public static FilterOperator In { get; } = new("in");

    /// <summary>None of a list. On the wire: <c>nin</c>.</summary>
    public static FilterOperator NotIn { get; } = new("nin");

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
}
