using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How an embedding covariate is clustered. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct ClusteringMethod : IOpenEnum<ClusteringMethod>
{
    /// <summary>k-means. On the wire: <c>kmeans</c>.</summary>
    public static ClusteringMethod KMeans { get; } = new("kmeans");

    /// <summary>HDBSCAN. On the wire: <c>hdbscan</c>.</summary>
    public static ClusteringMethod Hdbscan { get; } = new("hdbscan");
}
