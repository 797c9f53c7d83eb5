using System.Net;
using System.Net.Http.Headers;

namespace Mixpeek.Taxonomies.Client;

/// <summary>One request of a call, the call's own or a look-up: what was answered, or why nothing was.</summary>
public sealed record TaxonomyAttempt
{
    private const long RefusedStream = 0x7;
    private const long RejectedRequest = 0x10b;

    // SocketsHttpHandler sends a request that was refused up to three times more.
    private const int MostSendsOfOneRequest = 4;

    /// <summary>The attempt's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// What the request was for: the call's own operation, or <see cref="TaxonomyOperations.Get"/> where the call
    /// looked up whether an earlier attempt took effect.
    /// </summary>
    public required TaxonomyOperation Operation { get; init; }

    /// <summary>The status of the answer; null where none arrived.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>What went wrong, in a few words; null for a success.</summary>
    public string? Failure { get; init; }

    /// <summary>The ID that the service gave the request; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// How long the request was held back before it was sent, by <see cref="TaxonomyClientOptions.RateLimiter"/> or
    /// because the service had said that nothing remains.
    /// </summary>
    public TimeSpan Held { get; init; }

    /// <summary>How long the attempt took, once it was sent.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How long the client waited after this attempt; zero for not at all; null where it was the last.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What ended the attempt without a whole answer, or made its answer unreadable; null for nothing.</summary>
    internal Exception? Fault { get; init; }

    /// <summary>How often the request's body began to be written: before the first time, the service can't have processed it.</summary>
    internal int Sends { get; init; }

    /// <summary>The answer's <c>Date</c> as it stands there; null for none.</summary>
    internal string? DateText { get; init; }

    /// <summary>When the service sent the answer, by its own clock; null where it did not say.</summary>
    internal DateTimeOffset? Date => RetryConditionHeaderValue.TryParse(DateText, out var time) ? time.Date : null;

    /// <summary>What the answer said of the rate limit; null where it said nothing.</summary>
    internal TaxonomyRateLimit? RateLimit { get; init; }

    /// <summary>
    /// Whether the server refused the request without processing it: <c>REFUSED_STREAM</c> of HTTP/2, or
    /// <c>H3_REQUEST_REJECTED</c> of HTTP/3. Of more requests than .NET sends by itself, one may have been processed.
    /// </summary>
    private bool IsRefusedUnprocessed => StatusCode is null && Sends <= MostSendsOfOneRequest
        && Fault is HttpRequestException { InnerException: HttpProtocolException { ErrorCode: RefusedStream or RejectedRequest } };

    /// <summary>Whether an attempt that failed may have had its effect.</summary>
    internal AttemptEffect Effect
    {
        get
        {
            if (StatusCode is not { } status || Fault is not null)
                return Sends > 0 && !IsRefusedUnprocessed ? AttemptEffect.Unknown : AttemptEffect.None;
            return (int)status switch
            {
                503 => AttemptEffect.Doubtful,

                // What the server does not implement, it has not done.
                501 or 505 => AttemptEffect.None,
                408 or >= 500 => AttemptEffect.Unknown,

                // Something made the call fail after its success, such as a handler that got the response.
                >= 200 and < 300 => AttemptEffect.Unknown,

                // Below that the request was turned away or refused before it had any; 429 before anything read it.
                _ => AttemptEffect.None,
            };
        }
    }
}
