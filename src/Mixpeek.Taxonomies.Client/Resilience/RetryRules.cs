using System.Security.Authentication;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What a failed attempt means for the next one: pure functions of what happened and of the operation's safety.</summary>
internal static class RetryRules
{
    /// <summary>Whether a request may be sent again without looking first at what the failed attempt did.</summary>
    public static bool MayRepeat(OperationSafety safety, TaxonomyAttempt attempt) => IsTransient(attempt) && safety switch
    {
        // Should "unavailable" be wrong, the repeat meets its own name and is settled by it.
        OperationSafety.CreatesByName => EffectOf(attempt) != AttemptEffect.Unknown,
        OperationSafety.Creates => EffectOf(attempt) == AttemptEffect.None,
        _ => true,
    };

    /// <summary>Whether a request is worth sending again, once that can do no harm.</summary>
    public static bool IsWorthRepeating(TaxonomyAttempt attempt) => IsTransient(attempt) || EffectOf(attempt) == AttemptEffect.Unknown;

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsTransient(TaxonomyAttempt attempt) => attempt.Fault is { } fault
        ? FailureFactory.IsOfConnection(fault) && fault is not HttpRequestException { InnerException: AuthenticationException }
        : (int?)attempt.StatusCode is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Whether an attempt that failed may have had its effect.</summary>
    public static AttemptEffect EffectOf(TaxonomyAttempt attempt)
    {
        if (attempt.StatusCode is not { } status || attempt.Fault is not null)
            return attempt.Sends > 0 ? AttemptEffect.Unknown : AttemptEffect.None;
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
