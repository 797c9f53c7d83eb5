using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The kind of a covariate in step analytics. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<CovariateType>))]
public readonly record struct CovariateType : IOpenEnum<CovariateType>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public CovariateType(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>A category. On the wire: <c>categorical</c>.</summary>
    public static CovariateType Categorical { get; } = new("categorical");

    /// <summary>A number. On the wire: <c>numeric</c>.</summary>
    public static CovariateType Numeric { get; } = new("numeric");

    /// <summary>A vector. On the wire: <c>embedding</c>.</summary>
    public static CovariateType Embedding { get; } = new("embedding");

    /// <summary>The ID of a cluster. On the wire: <c>cluster_id</c>.</summary>
    public static CovariateType ClusterId { get; } = new("cluster_id");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<CovariateType> Known { get; } = [Categorical, Numeric, Embedding, ClusterId];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static CovariateType IOpenEnum<CovariateType>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
