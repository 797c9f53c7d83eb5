using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>GET /v1/analytics/taxonomies/{taxonomy_id}/confidence</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ConfidenceResponse : ExtensibleModel, IModel<ConfidenceResponse>, IAnswer
{
    /// <summary>The taxonomy. On the wire: <c>taxonomy_id</c>.</summary>
    public partial string TaxonomyId { get; init; }

    /// <summary>The ranges of confidence. On the wire: <c>distribution</c>. Empty if the service left it out.</summary>
    public partial IReadOnlyList<ConfidenceDistribution> Distribution { get; init; }

    /// <summary>The mean confidence. On the wire: <c>avg_confidence</c>. Null where the service left it out.</summary>
    public partial double? AvgConfidence { get; init; }

    /// <summary>Assignments of low confidence. On the wire: <c>low_confidence_count</c>. Null where the service left it out.</summary>
    public partial long? LowConfidenceCount { get; init; }

    string? IAnswer.Missing => _distribution is null && (KeepsRaw("distribution"u8) || (_avgConfidence is null && _lowConfidenceCount is null)) ? "distribution" : null;
}
