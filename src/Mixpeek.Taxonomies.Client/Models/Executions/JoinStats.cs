namespace Mixpeek.Taxonomies.Client;

/// <summary>Counts over a run.</summary>
public sealed record JoinStats : ExtensibleModel
{
    /// <summary>Documents that were processed. On the wire: <c>processed_docs</c>.</summary>
    public int ProcessedDocs { get; init; }

    /// <summary>Batches. On the wire: <c>batches</c>.</summary>
    public int Batches { get; init; }

    /// <summary>Documents that failed. On the wire: <c>errors</c>.</summary>
    public int Errors { get; init; }
}
