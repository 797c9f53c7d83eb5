using System.Net;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What one call has been through so far.</summary>
internal sealed class CallState
{
    private readonly List<TaxonomyAttempt> _attempts = [];
    private readonly TimeProvider _clock;
    private readonly long _start;
    private long _attemptStart;
    private BodyContent? _content;

    public CallState(
        TaxonomyRequest request, TaxonomyClientOptions options, TaxonomyCallOptions? callOptions, CancellationToken caller)
    {
        Request = request;
        Options = options;
        CallOptions = callOptions;
        Caller = caller;
        TotalTimeout = callOptions?.Timeout ?? options.TotalTimeout;
        MaxRetries = callOptions?.MaxRetries ?? options.MaxRetries;
        _clock = options.TimeProvider;
        _start = _clock.GetTimestamp();
    }

    public TaxonomyRequest Request { get; }

    public TaxonomyClientOptions Options { get; }

    public TaxonomyCallOptions? CallOptions { get; }

    public CancellationToken Caller { get; }

    public TimeSpan TotalTimeout { get; }

    public int MaxRetries { get; }

    public IReadOnlyList<TaxonomyAttempt> Attempts => _attempts;

    /// <summary>What the service last said of the rate limit.</summary>
    public TaxonomyRateLimit? RateLimit { get; set; }

    /// <summary>What ended the last attempt that was not cut off by the total timeout; null before that.</summary>
    public TaxonomyException? LastFailure { get; private set; }

    /// <summary>Whether the total timeout ended the call.</summary>
    public bool IsTotalTimedOut { get; set; }

    /// <summary>The wait that was decided on before the next attempt.</summary>
    public TimeSpan NextDelay { get; private set; }

    public HttpRequestMessage BeginAttempt()
    {
        var message = Request.ToMessage(Options.BaseAddress, CallOptions);
        _content = message.Content as BodyContent;
        _attemptStart = _clock.GetTimestamp();
        return message;
    }

    public void EndAttempt(HttpStatusCode? status, string? failure, string? requestId) => _attempts.Add(new TaxonomyAttempt
    {
        Number = _attempts.Count + 1,
        StatusCode = status,
        Failure = failure,
        RequestId = requestId,
        Elapsed = _clock.GetElapsedTime(_attemptStart),
    });

    /// <summary>What the call went through so far.</summary>
    public TaxonomyCall ToCall() => new()
    {
        Operation = Request.Operation,
        Attempts = [.. _attempts],
        Elapsed = _clock.GetElapsedTime(_start),
        RateLimit = RateLimit,
    };

    public Verdict Judge(Exception failure) =>
        RetryRules.Judge(Request.Operation.Safety, failure, _content is { IsStarted: true });

    /// <summary>Decides whether to repeat, and after how long; a wait that the call's time does not allow is not begun.</summary>
    public bool DecideRetry(Exception failure)
    {
        LastFailure = failure as TaxonomyException ?? (failure is TimeoutRejectedException ? AttemptTimeout(failure) : null);
        if (_attempts.Count > MaxRetries || !Judge(failure).MayRepeat)
            return false;
        var retryAfter = (failure as TaxonomyApiException)?.RetryAfter;
        NextDelay = RetrySchedule.DelayBefore(_attempts.Count - 1, retryAfter, Options.Randomizer());
        if (TotalTimeout != Timeout.InfiniteTimeSpan && NextDelay >= TotalTimeout - _clock.GetElapsedTime(_start))
            return false;
        _attempts[^1] = _attempts[^1] with { Delay = NextDelay };
        // What was sent is settled now: should the call end while it waits, nothing is left unknown.
        _content = null;
        return true;
    }

    private TaxonomyTimeoutException AttemptTimeout(Exception fault) =>
        new($"{Request.Operation.Name} was not answered within {Options.AttemptTimeout.TotalSeconds:0.###} s (AttemptTimeout).", Options.AttemptTimeout, fault)
        {
            Operation = Request.Operation,
        };
}
