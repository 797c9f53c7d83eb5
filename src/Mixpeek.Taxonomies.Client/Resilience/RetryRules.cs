namespace Mixpeek.Taxonomies.Client;

/// <summary>What a failed attempt means for the next one.</summary>
internal static class RetryRules
{
    /// <summary>Judges a failed attempt.</summary>
    /// <param name="failure">What ended the attempt.</param>
    /// <param name="mayHaveLeft">Whether any of the request may have left.</param>
    public static Verdict Judge(Exception failure, bool mayHaveLeft)
    {
        var unlessUnsent = mayHaveLeft ? AttemptEffect.Unknown : AttemptEffect.None;
        return failure switch
        {
            TaxonomyApiException answer => JudgeStatus((int)answer.StatusCode),
            TaxonomyConnectionException broken => new Verdict(!SingleAttempt.IsLasting(broken), unlessUnsent),
            TaxonomyTimeoutException => new Verdict(IsTransient: true, unlessUnsent),
            TaxonomySerializationException => new Verdict(IsTransient: false, AttemptEffect.Unknown),
            _ => default,
        };
    }

    /// <summary>Whether an operation may be sent again without looking first at what the failed attempt did.</summary>
    public static bool MayRepeat(OperationSafety safety, Verdict verdict) => verdict.IsTransient && safety switch
    {
        // Should "unavailable" be wrong, the repeat meets its own name and is settled by it.
        OperationSafety.CreatesByName => verdict.Effect != AttemptEffect.Unknown,
        OperationSafety.Creates => verdict.Effect == AttemptEffect.None,
        _ => true,
    };

    private static Verdict JudgeStatus(int status) => status switch
    {
        // The limiter turned the request away before anything read it.
        429 => new Verdict(IsTransient: true, AttemptEffect.None),
        503 => new Verdict(IsTransient: true, AttemptEffect.Doubtful),
        408 or 500 or 502 or 504 => new Verdict(IsTransient: true, AttemptEffect.Unknown),

        // What the server does not implement, it has not done.
        501 or 505 => default,
        >= 500 => new Verdict(IsTransient: false, AttemptEffect.Unknown),
        _ => default,
    };
}
