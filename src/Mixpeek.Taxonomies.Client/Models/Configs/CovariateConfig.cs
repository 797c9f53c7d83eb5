using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A property of a sequence that may explain a transition.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record CovariateConfig : ExtensibleModel, IModel<CovariateConfig>
{
    /// <summary>The field. On the wire: <c>field_path</c>. Empty where the service left it out.</summary>
    public required partial string FieldPath { get; init; }

    /// <summary>The kind of the field. On the wire: <c>covariate_type</c>.</summary>
    public required partial CovariateType CovariateType { get; init; }

    /// <summary>The covariate's name in results, 1 to 100 characters. On the wire: <c>name</c>. Empty where the service left it out.</summary>
    public required partial string Name { get; init; }

    /// <summary>How a number is cut into bins. The service's default is quartiles. On the wire: <c>binning_strategy</c>.</summary>
    public partial BinningStrategy? BinningStrategy { get; init; }

    /// <summary>How a vector is clustered. The service's default is k-means. On the wire: <c>clustering_method</c>.</summary>
    public partial ClusteringMethod? ClusteringMethod { get; init; }

    /// <summary>The number of clusters, from 2 to 100. The service's default is 10. On the wire: <c>n_clusters</c>.</summary>
    public partial int? NClusters { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(FieldPath)).NotBlank(FieldPath);
        at.Member(nameof(CovariateType)).NotBlank(CovariateType.Value);
        at.Member(nameof(Name)).NotBlank(Name);
        at.Member(nameof(Name)).NotLongerThan(Name, 100);
        at.Member(nameof(NClusters)).InRange(NClusters, 2, 100);
    }
}
