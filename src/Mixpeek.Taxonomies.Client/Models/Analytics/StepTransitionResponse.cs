using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/taxonomies/{taxonomy_id}/analytics/transitions</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record StepTransitionResponse : ExtensibleModel, IModel<StepTransitionResponse>, IAnswer
{
    /// <summary>The step that a transition leaves. On the wire: <c>from_step</c>.</summary>
    public partial string FromStep { get; init; }

    /// <summary>The step that it reaches. On the wire: <c>to_step</c>.</summary>
    public partial string ToStep { get; init; }

    /// <summary>Sequences with the first step. On the wire: <c>count</c>. Null where the service left it out.</summary>
    public partial long? Count { get; init; }

    /// <summary>Those that reached the second. On the wire: <c>converted</c>. Null where the service left it out.</summary>
    public partial long? Converted { get; init; }

    /// <summary>Their share, from 0 to 1. On the wire: <c>conversion_rate</c>. Null where the service left it out.</summary>
    public partial double? ConversionRate { get; init; }

    /// <summary>How long the transitions took, in seconds; null where there is none. On the wire: <c>durations_sec</c>.</summary>
    public partial DurationStats? DurationsSec { get; init; }

    /// <summary>What goes with a transition, at most 50. On the wire: <c>top_predictors</c>.</summary>
    public partial IReadOnlyList<PredictorLift> TopPredictors { get; init; }

    /// <summary>Further data of the service. On the wire: <c>metadata</c>.</summary>
    public partial JsonObject Metadata { get; init; }

    string? IAnswer.Missing => _fromStep is null && _toStep is null && _count is null && _converted is null && _conversionRate is null ? "count" : null;
}
