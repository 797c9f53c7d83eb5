using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/taxonomies/{taxonomy_id}/analytics/transitions</c>.</summary>
public sealed record StepTransitionResponse : ExtensibleModel, IAnswer
{
    /// <summary>The step that a transition leaves. On the wire: <c>from_step</c>.</summary>
    public string FromStep { get; init => field = value ?? ""; } = "";

    /// <summary>The step that it reaches. On the wire: <c>to_step</c>.</summary>
    public string ToStep { get; init => field = value ?? ""; } = "";

    /// <summary>Sequences with the first step. On the wire: <c>count</c>.</summary>
    public int Count { get; init; }

    /// <summary>Those that reached the second. On the wire: <c>converted</c>.</summary>
    public int Converted { get; init; }

    /// <summary>Their share, from 0 to 1. On the wire: <c>conversion_rate</c>.</summary>
    public double ConversionRate { get; init; }

    /// <summary>How long the transitions took, in seconds; null where there is none. On the wire: <c>durations_sec</c>.</summary>
    public DurationStats? DurationsSec { get; init; }

    /// <summary>What goes with a transition, at most 50. On the wire: <c>top_predictors</c>.</summary>
    public IReadOnlyList<PredictorLift> TopPredictors { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>Further data of the service. On the wire: <c>metadata</c>.</summary>
    [JsonConverter(typeof(JsonMapConverter))]
    public JsonObject Metadata { get; init => field = value ?? []; } = [];

    string? IAnswer.Missing => Count == 0 ? "count" : null;
}
