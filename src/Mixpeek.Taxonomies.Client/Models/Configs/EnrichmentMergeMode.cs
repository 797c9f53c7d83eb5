using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What happens to a field that the document already has. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<EnrichmentMergeMode>))]
public readonly record struct EnrichmentMergeMode : IOpenEnum<EnrichmentMergeMode>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public EnrichmentMergeMode(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The copied value takes the place of the old one. On the wire: <c>replace</c>.</summary>
    public static EnrichmentMergeMode Replace { get; } = new("replace");

    /// <summary>The copied value is added to the old one. On the wire: <c>append</c>.</summary>
    public static EnrichmentMergeMode Append { get; } = new("append");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<EnrichmentMergeMode> Known { get; } = [Replace, Append];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static EnrichmentMergeMode IOpenEnum<EnrichmentMergeMode>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
