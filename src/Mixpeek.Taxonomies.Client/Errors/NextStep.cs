namespace Mixpeek.Taxonomies.Client;

/// <summary>What a failure's message says to do next.</summary>
internal static class NextStep
{
    public const string RaiseTimeout = "Raise it where the service needs longer.";
    public const string RaiseLimit = "Raise it where answers are that long.";
    public const string OfAnothersTimeout = "a timeout that is not the client's own. See the Timeout and the other handlers of its HttpClient.";
    public const string CheckPath = $"Check {BaseAddress}, and a proxy in between.";

    private const string BaseAddress = $"{nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.BaseAddress)}";
    private const string Namespace = $"{nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.Namespace)}";

    /// <summary>After an answer that is no success; null where the message says it already.</summary>
    public static string? After(TaxonomyApiError error) => (int)error.StatusCode switch
    {
        >= 300 and < 400 => $"Set {BaseAddress} to where the API is.",
        400 when error.Operation?.Method == HttpMethod.Patch =>
            "An update changes the name, the description and the metadata; to change the config, clone the taxonomy.",
        400 or 422 => "Correct the request; a repeat of the same does not help.",
        401 => $"The key comes from {nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.ApiKey)}, its {nameof(TaxonomyClientOptions.CredentialProvider)}, or MIXPEEK_API_KEY.",
        403 when error.ErrorType == "QuotaExceededError" =>
            "The quota is used up, so that a repeat does not help: delete what is not needed, or have it raised.",
        403 => $"Check what the key may do, and the namespace: {Namespace} or MIXPEEK_NAMESPACE.",
        404 when error.ErrorType is not null => $"Check the ID or the name, and the namespace: {Namespace} or MIXPEEK_NAMESPACE.",
        407 => "A proxy between client and service asks for credentials: see its settings.",
        409 when error.Operation?.Safety == OperationSafety.CreatesByName || error.Operation?.Method == HttpMethod.Patch =>
            "Names are unique in a namespace; choose another, or update the taxonomy that has it.",
        409 => "Look at what is there before you try again.",
        429 => error.RetryAfter is null
            ? $"Send less at a time: {nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.RateLimiter)} holds requests back."
            : null,
        >= 400 when error.ErrorType is null =>
            $"It names no error type, so that it may come from a proxy in between or a wrong address: check that, and {BaseAddress}.",
        >= 500 => "The fault is the service's: where it stays, report it with the request ID.",
        _ => "Where it stays, report it with the request ID.",
    };

    /// <summary>After a success that can't be read.</summary>
    /// <param name="mediaType">What the answer says it is.</param>
    public static string AfterUnreadable(string? mediaType) => mediaType == "text/html"
        ? CheckPath
        : $"See {nameof(TaxonomySerializationException.ResponseBody)}: unless a proxy in between changed it, report it with the request ID.";

    /// <summary>After a connection that could not be made, or broke.</summary>
    public static string AfterNoAnswer(Exception fault) => (fault as HttpRequestException)?.HttpRequestError switch
    {
        null when fault is OperationCanceledException { InnerException: not TimeoutException } =>
            "See what disposes of the client, and the handlers of its HttpClient.",
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError =>
            $"Check the network, {BaseAddress}, and a proxy in between.",
        HttpRequestError.ProxyTunnelError => "Check the proxy's address and credentials.",
        _ => "Check the network, and a proxy in between.",
    };
}
