namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// One call under way: what was in force when it began, which holds to its end, and what it has been through. It
/// travels with the call's requests in their <see cref="TaxonomyCallOptions"/>.
/// </summary>
internal sealed partial class CallRecord
{
    private readonly List<TaxonomyAttempt> _attempts = new(capacity: 1);
    private readonly long _start;
    private long? _firstSent;
    private long? _ownEnd;
    private long? _heldSince;
    private OpenAttempt? _open;
    private volatile bool _isOver;

    public CallRecord(TaxonomyOperation operation, TaxonomyClientOptions options, TaxonomyCallOptions? view, CancellationToken caller)
    {
        Operation = operation;
        Options = options;
        View = view is null ? new TaxonomyCallOptions { Record = this } : view with { Record = this };
        Caller = caller;
        _start = Clock.GetTimestamp();
    }

    public TaxonomyOperation Operation { get; }

    public TaxonomyClientOptions Options { get; }

    /// <summary>What the call's requests carry.</summary>
    public TaxonomyCallOptions View { get; }

    public CancellationToken Caller { get; }

    public TimeSpan TotalTimeout => View.Timeout ?? Options.TotalTimeout;

    /// <summary>The option that bounds the call.</summary>
    public string TimeoutName => View.Timeout is null ? nameof(Options.TotalTimeout) : $"{nameof(TaxonomyCallOptions)}.{nameof(View.Timeout)}";

    /// <summary>The bound on what is left of the call after an attempt.</summary>
    public TimeSpan Bound => TotalTimeout == Timeout.InfiniteTimeSpan ? TaxonomyClientOptions.DefaultTotalTimeout : TotalTimeout;

    public int MaxRetries => View.MaxRetries ?? Options.MaxRetries;

    public TimeProvider Clock => Options.TimeProvider;

    public string? Namespace => View.Namespace ?? Options.Namespace;

    /// <summary>The body of the call's own request, the same for each attempt; null before the first.</summary>
    public ReadOnlyMemory<byte>? Body { get; set; }

    /// <summary>The request that was sent last, as far as it was looked at; null before the first.</summary>
    public CallRequest? LastRequest { get; set; }

    /// <summary>Whether somebody is told of the call when it ends.</summary>
    public bool IsTold => View.OnCompleted is not null;

    /// <summary>The headers of the last answer, where somebody is told; null before the first.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; set; }

    /// <summary>What those who listen see of the call; null where nobody does, and once it has ended.</summary>
    public CallTrace? Trace { get; set; }

    /// <summary>Whether the result was found in place of an answer that was lost.</summary>
    public bool IsRecovered { get; set; }

    /// <summary>What made the call go on last; null before that.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>How often a request of the call was repeated.</summary>
    public int Retries { get; private set; }

    /// <summary>The attempts so far, in order.</summary>
    public IReadOnlyList<TaxonomyAttempt> Attempts
    {
        get
        {
            lock (_attempts)
                return _attempts.ToArray();
        }
    }

    /// <summary>The attempt that ended last; null before the first has.</summary>
    public TaxonomyAttempt? LastAttempt
    {
        get
        {
            lock (_attempts)
                return _attempts.Count == 0 ? null : _attempts[^1];
        }
    }

    /// <summary>The last attempt of the call's own operation that has ended; null before the first has.</summary>
    public TaxonomyAttempt? LastOwnAttempt => LastAttemptOf(Operation);

    public TimeSpan Elapsed => Clock.GetElapsedTime(_start);

    /// <summary>The call that a request belongs to; null for none.</summary>
    public static CallRecord? Of(HttpRequestMessage request) => TaxonomyCallOptions.Of(request)?.Record;

    /// <summary>The last attempt of an operation, the call's own or a look-up, that has ended; null for none.</summary>
    public TaxonomyAttempt? LastAttemptOf(TaxonomyOperation operation)
    {
        lock (_attempts)
        {
            for (var i = _attempts.Count - 1; i >= 0; i--)
            {
                if (_attempts[i].Operation == operation)
                    return _attempts[i];
            }

            return null;
        }
    }

    /// <summary>Whether a repeat is allowed after this wait.</summary>
    public bool Allows(TimeSpan delay) => !_isOver && Retries < MaxRetries && delay < TimeLeft;

    /// <summary>Notes that the call goes on with a repeat.</summary>
    public void RepeatAfter(Exception failure, TimeSpan delay)
    {
        Retries++;
        GoOnAfter(failure, delay);
    }

    /// <summary>Notes that the call goes on.</summary>
    public void GoOnAfter(Exception failure, TimeSpan delay)
    {
        LastFailure = failure;
        lock (_attempts)
        {
            if (_attempts.Count > 0)
                _attempts[^1] = _attempts[^1] with { Delay = delay };
        }
    }

    /// <summary>Notes that the next request is held back from now on.</summary>
    public void BeginHold() => _heldSince ??= Clock.GetTimestamp();

    /// <summary>Notes that a request is about to be sent; false where it must not be, because it would repeat what may have created something.</summary>
    /// <exception cref="OperationCanceledException">The call is over: whoever waits for it has been answered, and nothing more may be sent.</exception>
    public bool BeginAttempt(TaxonomyOperation operation, ISendCount sends)
    {
        lock (_attempts)
        {
            if (_isOver)
                throw new OperationCanceledException("The call has ended; nothing was sent.");
            if (operation.Safety == OperationSafety.Creates && (_open is not null || _attempts.Any(attempt => attempt.Operation == Operation && attempt.Effect != AttemptEffect.None)))
                return false;
            var now = Clock.GetTimestamp();
            if (operation == Operation)
                _firstSent ??= now;
            var held = _heldSince is { } since ? Clock.GetElapsedTime(since, now) : TimeSpan.Zero;
            _heldSince = null;
            _open = new OpenAttempt(operation, sends, now, held);
            return true;
        }
    }

    /// <summary>Ends the call although a request is under way that no longer minds its cancellation, and may still be sent; false where none is.</summary>
    public bool Abandon()
    {
        lock (_attempts)
        {
            _isOver = true;
            return EndAttempt(new AttemptEnd(null, "not answered in time"), leastSends: 1);
        }
    }

    /// <summary>Notes how the attempt under way ended; the first note counts, and false is returned for any other.</summary>
    public bool EndAttempt(AttemptEnd end, int leastSends = 0)
    {
        lock (_attempts)
        {
            if (_open is not { } open)
                return false;
            _open = null;
            var now = Clock.GetTimestamp();
            if (open.Operation == Operation)
                _ownEnd = now;
            _attempts.Add(new TaxonomyAttempt
            {
                Number = _attempts.Count + 1,
                Operation = open.Operation,
                Held = open.Held,
                Elapsed = Clock.GetElapsedTime(open.Start, now),
                Sends = Math.Max(leastSends, open.Sends.Count),
                StatusCode = end.StatusCode,
                Failure = end.Failure,
                Fault = end.Fault,
                RequestId = end.RequestId,
                DateText = end.DateText,
                RateLimit = end.RateLimit,
            });
            return true;
        }
    }

    /// <summary>Notes what was found wrong with the last attempt's answer after it had ended.</summary>
    public void Amend(Func<TaxonomyAttempt, TaxonomyAttempt> amend)
    {
        lock (_attempts)
        {
            if (_attempts.Count > 0)
                _attempts[^1] = amend(_attempts[^1]);
        }
    }

    /// <summary>What the call went through so far.</summary>
    public TaxonomyCall ToCall()
    {
        var attempts = Attempts;
        return new TaxonomyCall
        {
            Operation = Operation,
            Attempts = attempts,
            Elapsed = Elapsed,
            IsRecovered = IsRecovered,
            Headers = Headers ?? TextMap.Missing,
            RateLimit = attempts.LastOrDefault(static attempt => attempt.RateLimit is not null)?.RateLimit,
        };
    }

    private readonly record struct OpenAttempt(TaxonomyOperation Operation, ISendCount Sends, long Start, TimeSpan Held);
}
