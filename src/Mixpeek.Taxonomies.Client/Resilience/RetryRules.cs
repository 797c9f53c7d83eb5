using System.Security.Authentication;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What a failed attempt means for the next one: pure functions of what happened and of the operation's safety.</summary>
internal static class RetryRules
{
    /// <summary>Whether a request may be sent again without looking first at what the failed attempt did.</summary>
    public static bool MayRepeat(OperationSafety safety, TaxonomyAttempt attempt) => IsTransient(attempt) && safety switch
    {
        // Should "unavailable" be wrong, the repeat meets its own name and is settled by it.
        OperationSafety.CreatesByName => attempt.Effect != AttemptEffect.Unknown,
        OperationSafety.Creates => attempt.Effect == AttemptEffect.None,
        _ => true,
    };

    /// <summary>Whether a request is worth sending again, once that can do no harm.</summary>
    public static bool IsWorthRepeating(TaxonomyAttempt attempt) => IsTransient(attempt) || attempt.Effect == AttemptEffect.Unknown;

    /// <summary>
    /// Whether a read that failed, with all its repeats, may succeed later: not where the service refuses it for what it
    /// is, and not where no connection can ever be trusted.
    /// </summary>
    public static bool MayPass(TaxonomyException failure) => failure switch
    {
        TaxonomyConnectionException => failure.InnerException is not HttpRequestException { InnerException: AuthenticationException },
        TaxonomyTimeoutException or TaxonomySerializationException => true,

        // What is no JSON is a gateway's, such as while the service is deployed.
        TaxonomyNotFoundException absent => absent.ErrorType is null && absent.ResponseBody?.TrimStart().StartsWith('{') != true,
        TaxonomyApiException answered => (int)answered.StatusCode is 408 or 409 or 423 or 425 or 429
            or (>= 200 and < 300) or (>= 500 and not (501 or 505)),

        // A credential provider's, a limiter's, or that of an open circuit.
        _ => failure.GetType() == typeof(TaxonomyException) && failure.InnerException is not null,
    };

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsTransient(TaxonomyAttempt attempt) => attempt.Fault is { } fault
        ? FailureFactory.IsOfConnection(fault) && fault is not HttpRequestException { InnerException: AuthenticationException }
        : (int?)attempt.StatusCode is 408 or 429 or 500 or 502 or 503 or 504;
}
