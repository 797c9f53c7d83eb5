using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>When documents are joined. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<JoinMode>))]
public readonly record struct JoinMode : IOpenEnum<JoinMode>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public JoinMode(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>At once. On the wire: <c>on_demand</c>.</summary>
    public static JoinMode OnDemand { get; } = new("on_demand");

    /// <summary>In batches; the service does not support it here. On the wire: <c>batch</c>.</summary>
    public static JoinMode Batch { get; } = new("batch");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<JoinMode> Known { get; } = [OnDemand, Batch];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static JoinMode IOpenEnum<JoinMode>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
