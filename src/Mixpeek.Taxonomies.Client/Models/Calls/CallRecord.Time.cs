namespace Mixpeek.Taxonomies.Client;

/// <content>How much time the call has left.</content>
internal sealed partial class CallRecord
{
    /// <summary>The time that is left for requests and waits. Where the total is infinite, what follows the call's own last attempt is bounded all the same.</summary>
    public TimeSpan TimeLeft => (TotalTimeout == Timeout.InfiniteTimeSpan, _ownEnd) switch
    {
        (false, _) => TotalTimeout - Elapsed,
        (true, { } end) => TaxonomyClientOptions.DefaultTotalTimeout - Clock.GetElapsedTime(end),
        (true, null) => TimeSpan.MaxValue,
    };

    /// <summary>Whether the call's time is over, so that nothing more may be sent.</summary>
    public bool IsOutOfTime => TotalTimeout != Timeout.InfiniteTimeSpan && TimeLeft <= TimeSpan.Zero;

    /// <exception cref="TimeoutException">The call is over, so that nobody waits for what is left of its work.</exception>
    public void ThrowIfOver()
    {
        if (_isOver || IsOutOfTime)
            throw new TimeoutException("The call has ended.");
    }

    /// <summary>How long ago the call's own request was sent first, as far as is known.</summary>
    public TimeSpan SinceFirstSent => Clock.GetElapsedTime(_firstSent ?? _start);

    // A timeout of nothing would be none.
    private static TimeSpan ShortestTimeout => TimeSpan.FromMilliseconds(1);

    /// <summary>The bound on the next attempt; infinite only for the call's own.</summary>
    public TimeSpan TimeoutOf(TaxonomyOperation operation)
    {
        if (TotalTimeout == Timeout.InfiniteTimeSpan && (operation == Operation || _ownEnd is null))
            return Options.AttemptTimeout;
        var left = TimeLeft;
        if (left < ShortestTimeout)
            left = ShortestTimeout;
        return Options.AttemptTimeout == Timeout.InfiniteTimeSpan || left < Options.AttemptTimeout ? left : Options.AttemptTimeout;
    }
}
