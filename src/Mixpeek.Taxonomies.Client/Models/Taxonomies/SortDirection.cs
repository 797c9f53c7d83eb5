using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The direction of a sort. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<SortDirection>))]
public readonly record struct SortDirection : IOpenEnum<SortDirection>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public SortDirection(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>Smallest first. On the wire: <c>asc</c>.</summary>
    public static SortDirection Ascending { get; } = new("asc");

    /// <summary>Largest first. On the wire: <c>desc</c>.</summary>
    public static SortDirection Descending { get; } = new("desc");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<SortDirection> Known { get; } = [Ascending, Descending];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static SortDirection IOpenEnum<SortDirection>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
