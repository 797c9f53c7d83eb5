namespace Mixpeek.Taxonomies.Client;

/// <summary>How far a <see cref="Poller{T}"/> has come.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed record Poll<T>
{
    /// <summary>What was read last; null before the first read that succeeded.</summary>
    public T? Last { get; init; }

    /// <summary>How many reads were begun.</summary>
    public int Count { get; init; }

    /// <summary>How long polling has lasted.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The time until the next read; null where there is none.</summary>
    public TimeSpan? NextPoll { get; init; }

    /// <summary>Whether the latest read succeeded.</summary>
    public bool IsRead { get; init; }

    /// <summary>What the latest read failed with; null where it succeeded, or where only the time ended it.</summary>
    public TaxonomyException? Failure { get; init; }

    /// <summary>What a read failed with last, whether a later one succeeded or not; null where none failed.</summary>
    public TaxonomyException? LastFailure { get; init; }
}
