using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A range of confidence.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ConfidenceDistribution : ExtensibleModel, IModel<ConfidenceDistribution>
{
    /// <summary>The range, such as <c>0.8-0.9</c>. On the wire: <c>confidence_range</c>.</summary>
    public partial string ConfidenceRange { get; init; }

    /// <summary>Assignments in it. On the wire: <c>count</c>. Null where the service left it out.</summary>
    public partial long? Count { get; init; }

    /// <summary>Their share, from 0 to 100. On the wire: <c>percentage</c>. Null where the service left it out.</summary>
    public partial double? Percentage { get; init; }
}
