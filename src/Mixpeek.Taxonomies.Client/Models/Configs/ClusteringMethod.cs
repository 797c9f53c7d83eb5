using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How an embedding covariate is clustered. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<ClusteringMethod>))]
public readonly record struct ClusteringMethod : IOpenEnum<ClusteringMethod>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public ClusteringMethod(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>k-means. On the wire: <c>kmeans</c>.</summary>
    public static ClusteringMethod KMeans { get; } = new("kmeans");

    /// <summary>HDBSCAN. On the wire: <c>hdbscan</c>.</summary>
    public static ClusteringMethod Hdbscan { get; } = new("hdbscan");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<ClusteringMethod> Known { get; } = [KMeans, Hdbscan];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static ClusteringMethod IOpenEnum<ClusteringMethod>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
