using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How a numeric covariate is cut into bins. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<BinningStrategy>))]
public readonly record struct BinningStrategy : IOpenEnum<BinningStrategy>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public BinningStrategy(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>Four bins of equal count. On the wire: <c>quartiles</c>.</summary>
    public static BinningStrategy Quartiles { get; } = new("quartiles");

    /// <summary>Ten bins of equal count. On the wire: <c>deciles</c>.</summary>
    public static BinningStrategy Deciles { get; } = new("deciles");

    /// <summary>Bins of the caller. On the wire: <c>custom</c>.</summary>
    public static BinningStrategy Custom { get; } = new("custom");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<BinningStrategy> Known { get; } = [Quartiles, Deciles, Custom];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static BinningStrategy IOpenEnum<BinningStrategy>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
