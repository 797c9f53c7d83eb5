using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Where the value of a retriever input comes from. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<InputSourceType>))]
public readonly record struct InputSourceType : IOpenEnum<InputSourceType>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public InputSourceType(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>A field of the document. On the wire: <c>payload</c>.</summary>
    public static InputSourceType Payload { get; } = new("payload");

    /// <summary>A fixed value. On the wire: <c>literal</c>.</summary>
    public static InputSourceType Literal { get; } = new("literal");

    /// <summary>A vector of the document. On the wire: <c>vector</c>.</summary>
    public static InputSourceType Vector { get; } = new("vector");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<InputSourceType> Known { get; } = [Payload, Literal, Vector];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static InputSourceType IOpenEnum<InputSourceType>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
