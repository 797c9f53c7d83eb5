using System.Collections.Concurrent;
using System.Net;
using System.Threading.RateLimiting;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Holds a request back: until the service's window resets, where it said that nothing remains of it, and until the
/// caller's limiter gives a permit.
/// </summary>
internal sealed class RequestPacer(TimeProvider clock)
{
    // By operation, because the service counts kinds of requests apart, and which is which is not documented.
    private readonly ConcurrentDictionary<TaxonomyOperation, (long Noted, TimeSpan Length)> _holds = new();

    /// <summary>Notes what an answer says of the limit. A refusal says itself when to come back.</summary>
    public void Note(TaxonomyOperation operation, Answer answer)
    {
        if (answer.StatusCode == HttpStatusCode.TooManyRequests || answer.RateLimit is { Remaining: > 0 })
            _holds.TryRemove(operation, out _);
        else if (answer.RateLimit is { Remaining: 0, ResetsAt: { } reset })
            _holds[operation] = (clock.GetTimestamp(), reset - (answer.Date ?? clock.GetUtcNow()));
    }

    /// <exception cref="TaxonomyTimeoutException">The limiter gives no permit within the call's time.</exception>
    /// <exception cref="TaxonomyException">The limiter failed.</exception>
    public async Task<Admission> AdmitAsync(CallState state, TaxonomyOperation operation, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var isHeld = await WaitForResetAsync(state, operation, cancellationToken).ConfigureAwait(false);
        if (state.Options.RateLimiter is not { } limiter)
            return new Admission(null, isHeld ? clock.GetElapsedTime(start) : TimeSpan.Zero);
        var lease = await AcquireAsync(limiter, state, cancellationToken).ConfigureAwait(false);
        return new Admission(lease, clock.GetElapsedTime(start));
    }

    private async Task<bool> WaitForResetAsync(CallState state, TaxonomyOperation operation, CancellationToken cancellationToken)
    {
        var isHeld = false;
        while (_holds.TryGetValue(operation, out var hold))
        {
            var wait = hold.Length - clock.GetElapsedTime(hold.Noted);
            if (wait <= TimeSpan.Zero || wait >= state.TimeLeft)
                break;
            isHeld = true;
            await clock.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        }

        return isHeld;
    }

    private async Task<RateLimitLease> AcquireAsync(RateLimiter limiter, CallState state, CancellationToken cancellationToken)
    {
        for (var refusals = 0; ; refusals++)
        {
            var lease = await AskAsync(limiter, state, cancellationToken).ConfigureAwait(false);
            if (lease.IsAcquired)
                return lease;
            TimeSpan? named = lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : null;
            lease.Dispose();
            var delay = RetrySchedule.DelayBefore(refusals, named, state.Options.Randomizer());
            if (delay >= state.TimeLeft)
                throw NoPermit(state);
            await clock.WaitAsync(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<RateLimitLease> AskAsync(RateLimiter limiter, CallState state, CancellationToken cancellationToken)
    {
        try
        {
            return await limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new TaxonomyException($"{nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.RateLimiter)} failed; nothing was sent.", fault)
            {
                Operation = state.Request.Operation,
            };
        }
    }

    private static TaxonomyTimeoutException NoPermit(CallState state)
    {
        state.IsTotalTimedOut = true;
        return new TaxonomyTimeoutException(
            $"{nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.RateLimiter)} gives no permit within the time of {state.Request.Operation.Name} (TotalTimeout); the request was not sent.",
            state.TotalTimeout,
            state.LastFailure)
        {
            Operation = state.Request.Operation,
        };
    }
}
