using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A value that goes with a transition.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record PredictorLift : ExtensibleModel, IModel<PredictorLift>
{
    /// <summary>The covariate. On the wire: <c>field</c>.</summary>
    public partial string Field { get; init; }

    /// <summary>Its value. On the wire: <c>value</c>.</summary>
    public partial string Value { get; init; }

    /// <summary>Sequences that have it. On the wire: <c>count</c>. Null where the service left it out.</summary>
    public partial long? Count { get; init; }

    /// <summary>The share of them that made the transition, from 0 to 1. On the wire: <c>conversion_rate</c>. Null where the service left it out.</summary>
    public partial double? ConversionRate { get; init; }

    /// <summary>That share over the share of all sequences. On the wire: <c>lift</c>. Null where the service left it out.</summary>
    public partial double? Lift { get; init; }
}
