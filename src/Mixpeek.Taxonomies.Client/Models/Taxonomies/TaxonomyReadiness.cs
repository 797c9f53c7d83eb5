namespace Mixpeek.Taxonomies.Client;

/// <summary>How far a wait for a taxonomy has come.</summary>
public sealed record TaxonomyReadiness
{
    /// <summary>The taxonomy as it was last read; null before the first read that succeeded.</summary>
    public required Taxonomy? Taxonomy { get; init; }

    /// <summary>Why the latest read failed; null where it succeeded.</summary>
    public Exception? Failure { get; init; }

    /// <summary>How many times it was read, failed reads included.</summary>
    public required int Polls { get; init; }

    /// <summary>How long the wait has lasted.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The time until it is read again; null where it is not, because it is ready or the deadline comes first.</summary>
    public TimeSpan? NextPoll { get; init; }
}
