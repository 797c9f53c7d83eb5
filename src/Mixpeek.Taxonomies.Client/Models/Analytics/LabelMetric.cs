using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A label.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record LabelMetric : ExtensibleModel, IModel<LabelMetric>
{
    /// <summary>The label. On the wire: <c>label</c>.</summary>
    public partial string Label { get; init; }

    /// <summary>Its assignments. On the wire: <c>count</c>. Null where the service left it out.</summary>
    public partial long? Count { get; init; }

    /// <summary>Their share, from 0 to 100. On the wire: <c>percentage</c>. Null where the service left it out.</summary>
    public partial double? Percentage { get; init; }

    /// <summary>Their mean confidence. On the wire: <c>avg_confidence</c>. Null where the service left it out.</summary>
    public partial double? AvgConfidence { get; init; }
}
