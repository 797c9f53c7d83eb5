using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What a failed attempt means for the next one.</summary>
internal static class RetryRules
{
    /// <summary>Judges a failed attempt.</summary>
    /// <param name="safety">What the operation does.</param>
    /// <param name="failure">What ended the attempt.</param>
    /// <param name="wasStarted">Whether any of the request's body may have left.</param>
    public static Verdict Judge(OperationSafety safety, Exception failure, bool wasStarted)
    {
        var (isTransient, mayHaveTakenEffect) = failure switch
        {
            TaxonomyApiException answer => JudgeStatus(safety, (int)answer.StatusCode),
            TaxonomyConnectionException broken => (!SingleAttempt.IsLasting(broken), wasStarted),
            TimeoutRejectedException => (true, wasStarted),
            _ => (false, false),
        };
        var repeatsHarmlessly = safety is OperationSafety.Read or OperationSafety.Idempotent;
        return new Verdict(
            MayRepeat: isTransient && (repeatsHarmlessly || !mayHaveTakenEffect),
            IsOutcomeUnknown: mayHaveTakenEffect && !repeatsHarmlessly);
    }

    private static (bool IsTransient, bool MayHaveTakenEffect) JudgeStatus(OperationSafety safety, int status) => status switch
    {
        // The limiter turned the request away before anything read it.
        429 => (true, false),

        // "Unavailable" says that the request was not handled. A creation by name rests on that: should it be wrong,
        // the repeat meets its own name and fails; a creation without a name would be made twice.
        503 => (true, safety == OperationSafety.Creates),
        408 or 500 or 502 or 504 => (true, true),

        // What the server does not implement, it has not done.
        501 or 505 => (false, false),
        >= 500 => (false, true),
        _ => (false, false),
    };
}
