using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The kind of a covariate in step analytics. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct CovariateType : IOpenEnum<CovariateType>
{
    /// <summary>A category. On the wire: <c>categorical</c>.</summary>
    public static CovariateType Categorical { get; } = new("categorical");

    /// <summary>A number. On the wire: <c>numeric</c>.</summary>
    public static CovariateType Numeric { get; } = new("numeric");

    /// <summary>A vector. On the wire: <c>embedding</c>.</summary>
    public static CovariateType Embedding { get; } = new("embedding");

    /// <summary>The ID of a cluster. On the wire: <c>cluster_id</c>.</summary>
    public static CovariateType ClusterId { get; } = new("cluster_id");
}
