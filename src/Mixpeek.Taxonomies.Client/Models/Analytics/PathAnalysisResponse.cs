namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/taxonomies/{taxonomy_id}/analytics/paths</c>.</summary>
public sealed record PathAnalysisResponse : ExtensibleModel, IAnswer
{
    /// <summary>The first step. On the wire: <c>from_step</c>.</summary>
    public string FromStep { get; init => field = value ?? ""; } = "";

    /// <summary>The last step. On the wire: <c>to_step</c>.</summary>
    public string ToStep { get; init => field = value ?? ""; } = "";

    /// <summary>Sequences with the first step. On the wire: <c>total_sequences</c>.</summary>
    public int TotalSequences { get; init; }

    /// <summary>Those that reached the last. On the wire: <c>completed_sequences</c>.</summary>
    public int CompletedSequences { get; init; }

    /// <summary>Their share, from 0 to 1. On the wire: <c>completion_rate</c>.</summary>
    public double CompletionRate { get; init; }

    /// <summary>The paths, at most 100. On the wire: <c>paths</c>.</summary>
    public IReadOnlyList<TransitionPath> Paths { get; init => field = ListItems.WithoutNull(value); } = [];

    string? IAnswer.Missing => Paths.Count == 0 ? "paths" : null;
}
