using System.Collections.Concurrent;
using System.Net;
using System.Threading.RateLimiting;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Holds a request back: until the service's window resets, where it said that nothing remains of it, and until the
/// caller's limiter gives a permit.
/// </summary>
internal sealed class RequestPacer(CallDiagnostics diagnostics)
{
    // By operation, because the service counts kinds of requests apart, and which is which is not documented; and by
    // namespace, because what one tenant has used up is not another's.
    private readonly ConcurrentDictionary<(TaxonomyOperation Operation, string? Namespace), (long Noted, TimeSpan Length)> _windows = new();

    // Until the service has said so once, there is no window to look for.
    private volatile bool _hasWindows;

    /// <exception cref="TaxonomyTimeoutException">The call's time ended meanwhile.</exception>
    /// <exception cref="TaxonomyException">The limiter failed.</exception>
    public ValueTask<RateLimitLease> AdmitAsync(CallRecord call, TaxonomyOperation operation, CancellationToken cancellationToken) =>
        _hasWindows || call.Options.RateLimiter is not null
            ? WaitAndAdmitAsync(call, operation, cancellationToken)
            : ValueTask.FromResult<RateLimitLease>(Admit(call, operation, null));

    /// <summary>Notes what the answer to a request says of the limit. A refusal says itself when to come back.</summary>
    public void Note(CallRecord call, TaxonomyOperation operation, int before)
    {
        if (call.LastAttempt is not { } attempt || attempt.Number == before)
            return;
        if (attempt.StatusCode == HttpStatusCode.TooManyRequests || attempt.RateLimit is { Remaining: > 0 })
        {
            if (_hasWindows)
                _windows.TryRemove((operation, call.Namespace), out _);
        }
        else if (attempt.RateLimit is { Remaining: 0, ResetsAt: { } reset })
        {
            _windows[(operation, call.Namespace)] = (call.Clock.GetTimestamp(), reset - (attempt.Date ?? call.Clock.GetUtcNow()));
            _hasWindows = true;
        }
    }

    /// <summary>Notes that the limiter would not take a permit back.</summary>
    public void NoteFault(Exception fault) => diagnostics.Log.PermitNotReturned(fault);

    private Admission Admit(CallRecord call, TaxonomyOperation operation, RateLimitLease? lease)
    {
        var admission = new Admission(lease, this, call, operation);
        if (!call.IsOutOfTime)
            return admission;
        admission.Dispose();
        throw FailureFactory.OutOfTime(call, null);
    }

    private async ValueTask<RateLimitLease> WaitAndAdmitAsync(CallRecord call, TaxonomyOperation operation, CancellationToken cancellationToken)
    {
        await WaitForResetAsync(call, operation, cancellationToken).ConfigureAwait(false);
        var lease = call.Options.RateLimiter is { } limiter
            ? await AskAsync(limiter, call, operation, cancellationToken).ConfigureAwait(false)
            : null;
        return Admit(call, operation, lease);
    }

    private async Task WaitForResetAsync(CallRecord call, TaxonomyOperation operation, CancellationToken cancellationToken)
    {
        var window = (operation, call.Namespace);
        while (_windows.TryGetValue(window, out var held))
        {
            var wait = held.Length - call.Clock.GetElapsedTime(held.Noted);
            if (wait <= TimeSpan.Zero || wait >= call.TimeLeft)
                return;
            call.BeginHold();
            diagnostics.Holding(call, operation, WaitCause.Window, wait);
            await Task.Delay(wait, call.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<RateLimitLease> AskAsync(
        RateLimiter limiter, CallRecord call, TaxonomyOperation operation, CancellationToken cancellationToken)
    {
        call.BeginHold();
        try
        {
            var permit = limiter.AcquireAsync(1, cancellationToken);
            if (!permit.IsCompleted)
                diagnostics.Holding(call, operation, WaitCause.Limiter, wait: null);
            return await permit.ConfigureAwait(false);
        }
        catch (Exception fault) when (!FailureFactory.IsOfCaller(fault, cancellationToken))
        {
            throw new TaxonomyException($"{nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.RateLimiter)} failed; nothing was sent. See the inner exception.", fault)
            {
                Operation = operation,
            };
        }
    }
}
