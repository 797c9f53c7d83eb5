using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The shape of a taxonomy. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<TaxonomyType>))]
public readonly record struct TaxonomyType : IOpenEnum<TaxonomyType>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public TaxonomyType(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>One source collection. On the wire: <c>flat</c>.</summary>
    public static TaxonomyType Flat { get; } = new("flat");

    /// <summary>Nodes in a tree of collections. On the wire: <c>hierarchical</c>.</summary>
    public static TaxonomyType Hierarchical { get; } = new("hierarchical");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<TaxonomyType> Known { get; } = [Flat, Hierarchical];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static TaxonomyType IOpenEnum<TaxonomyType>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
