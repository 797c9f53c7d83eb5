using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>GET /v1/taxonomies/{taxonomy_id}/analytics/available-steps</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record AvailableStepsResponse : ExtensibleModel, IModel<AvailableStepsResponse>, IAnswer
{
    /// <summary>The taxonomy. On the wire: <c>taxonomy_id</c>.</summary>
    public partial string TaxonomyId { get; init; }

    /// <summary>The collection. On the wire: <c>collection_id</c>.</summary>
    public partial string CollectionId { get; init; }

    /// <summary>All events. On the wire: <c>total_events</c>. Null where the service left it out.</summary>
    public partial long? TotalEvents { get; init; }

    /// <summary>All sequences. On the wire: <c>total_sequences</c>. Null where the service left it out.</summary>
    public partial long? TotalSequences { get; init; }

    /// <summary>The steps. On the wire: <c>steps</c>. Empty if the service left it out.</summary>
    public partial IReadOnlyList<StepInfo> Steps { get; init; }

    string? IAnswer.Missing => _steps is null && (KeepsRaw("steps"u8) || (_totalEvents is null && _totalSequences is null)) ? "steps" : null;
}
