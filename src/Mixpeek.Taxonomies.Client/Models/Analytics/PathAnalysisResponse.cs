using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/taxonomies/{taxonomy_id}/analytics/paths</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record PathAnalysisResponse : ExtensibleModel, IModel<PathAnalysisResponse>, IAnswer
{
    /// <summary>The first step. On the wire: <c>from_step</c>.</summary>
    public partial string FromStep { get; init; }

    /// <summary>The last step. On the wire: <c>to_step</c>.</summary>
    public partial string ToStep { get; init; }

    /// <summary>Sequences with the first step. On the wire: <c>total_sequences</c>. Null where the service left it out.</summary>
    public partial long? TotalSequences { get; init; }

    /// <summary>Those that reached the last. On the wire: <c>completed_sequences</c>. Null where the service left it out.</summary>
    public partial long? CompletedSequences { get; init; }

    /// <summary>Their share, from 0 to 1. On the wire: <c>completion_rate</c>. Null where the service left it out.</summary>
    public partial double? CompletionRate { get; init; }

    /// <summary>The paths, at most 100. On the wire: <c>paths</c>. Empty if the service left it out.</summary>
    public partial IReadOnlyList<TransitionPath> Paths { get; init; }

    string? IAnswer.Missing => _paths is null && (KeepsRaw("paths"u8) || (_totalSequences is null && _completedSequences is null && _completionRate is null)) ? "paths" : null;
}
