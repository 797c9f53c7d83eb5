using System.Net;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What one call has been through so far.</summary>
internal sealed class CallState
{
    private readonly List<TaxonomyAttempt> _attempts = [];
    private readonly TimeProvider _clock;
    private readonly long _start;
    private long? _firstSent;
    private long _ownEnd;
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
        _start = _ownEnd = _clock.GetTimestamp();
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

    /// <summary>When the last answer was sent, by the server's clock; null where it did not say.</summary>
    public DateTimeOffset? ServerDate { get; set; }

    /// <summary>What ended the last attempt that was not cut off by the total timeout; null before that.</summary>
    public TaxonomyException? LastFailure { get; set; }

    /// <summary>Whether the call's time is over, or does not allow what comes next.</summary>
    public bool IsTotalTimedOut { get; set; }

    /// <summary>Whether the result was found in place of an answer that was lost.</summary>
    public bool IsRecovered { get; set; }

    /// <summary>The time that is left for waits and look-ups.</summary>
    public TimeSpan TimeLeft => TotalTimeout == Timeout.InfiniteTimeSpan
        ? TaxonomyClientOptions.DefaultTotalTimeout - _clock.GetElapsedTime(_ownEnd)
        : TotalTimeout - _clock.GetElapsedTime(_start);

    /// <summary>How long ago the call's own request was sent first.</summary>
    public TimeSpan SinceFirstSent => _firstSent is { } sent ? _clock.GetElapsedTime(sent) : TimeSpan.Zero;

    /// <summary>Whether the last attempt was the call's own request, its body may have left, and nothing was decided on since.</summary>
    public bool MayHaveLeft => _content is { IsStarted: true };

    public HttpRequestMessage BeginAttempt(TaxonomyRequest request)
    {
        var message = request.ToMessage(Options.BaseAddress, CallOptions);
        _attemptStart = _clock.GetTimestamp();
        if (ReferenceEquals(request, Request))
        {
            _content = message.Content as BodyContent;
            _firstSent ??= _attemptStart;
        }

        return message;
    }

    public void EndAttempt(TaxonomyRequest request, TimeSpan held, HttpStatusCode? status, string? failure, string? requestId)
    {
        _attempts.Add(new TaxonomyAttempt
        {
            Number = _attempts.Count + 1,
            Operation = request.Operation,
            StatusCode = status,
            Failure = failure,
            RequestId = requestId,
            Held = held,
            Elapsed = _clock.GetElapsedTime(_attemptStart),
        });
        if (ReferenceEquals(request, Request))
            _ownEnd = _clock.GetTimestamp();
    }

    /// <summary>Notes that the call goes on: should it end while it waits, the last attempt is settled.</summary>
    public void GoOnAfter(TimeSpan delay)
    {
        _attempts[^1] = _attempts[^1] with { Delay = delay };
        _content = null;
    }

    /// <summary>What the call went through so far.</summary>
    public TaxonomyCall ToCall() => new()
    {
        Operation = Request.Operation,
        Attempts = [.. _attempts],
        Elapsed = _clock.GetElapsedTime(_start),
        IsRecovered = IsRecovered,
        RateLimit = RateLimit,
    };
}
