namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>GET /v1/taxonomies/{taxonomy_id}/analytics/available-steps</c>.</summary>
public sealed record AvailableStepsResponse : ExtensibleModel, IAnswer
{
    /// <summary>The taxonomy. On the wire: <c>taxonomy_id</c>.</summary>
    public string TaxonomyId { get; init => field = value ?? ""; } = "";

    /// <summary>The collection. On the wire: <c>collection_id</c>.</summary>
    public string CollectionId { get; init => field = value ?? ""; } = "";

    /// <summary>All events. On the wire: <c>total_events</c>.</summary>
    public int TotalEvents { get; init; }

    /// <summary>All sequences. On the wire: <c>total_sequences</c>.</summary>
    public int TotalSequences { get; init; }

    /// <summary>The steps. On the wire: <c>steps</c>.</summary>
    public IReadOnlyList<StepInfo> Steps { get; init => field = ListItems.WithoutNull(value); } = [];

    string? IAnswer.Missing => Steps.Count == 0 ? "steps" : null;
}
