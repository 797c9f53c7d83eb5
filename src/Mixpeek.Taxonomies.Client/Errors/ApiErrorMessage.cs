using System.Globalization;
using System.Text;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The one line that an answer's error says: operation, status, type, the service's message, what to do, request ID.</summary>
internal static class ApiErrorMessage
{
    private const int MaxServerText = 500;
    private const int MaxFaults = 3;

    public static string For(TaxonomyApiError error)
    {
        var status = ((int)error.StatusCode).ToString(CultureInfo.InvariantCulture);
        var line = new StringBuilder()
            .Append(error.Operation?.Name ?? "The request")
            .Append(" failed with ")
            .Append(status);
        if (error.ErrorType is { Length: > 0 } type)
            line.Append(' ').Append(OneLine(type));
        line.Append(": ").Append(OneLine(Redirect(error) ?? error.ServerMessage ?? "the service gave no message"));
        if (error.ValidationErrors.Count > 0)
            line.Append(" (").Append(OneLine(Faults(error.ValidationErrors))).Append(')');
        if (line[^1] is not ('.' or '!' or '?'))
            line.Append('.');
        if (error.RetryAfter is { } wait)
            line.Append(CultureInfo.InvariantCulture, $" Retry after {wait.TotalSeconds:0.###} s.");
        if (Advice(error) is { } advice)
            line.Append(' ').Append(advice);
        if (error.RequestId is { Length: > 0 } id)
            line.Append(" Request ID: ").Append(OneLine(id)).Append('.');
        return line.ToString();
    }

    private static string? Redirect(TaxonomyApiError error)
    {
        if ((int)error.StatusCode is < 300 or >= 400)
            return null;
        var target = error.RedirectsTo is { } place ? $" to {place}" : "";
        return $"the service redirects{target}, which the client does not follow: no key, no namespace and no body was sent there";
    }

    private static string Faults(IReadOnlyList<TaxonomyValidationError> faults)
    {
        var shown = string.Join("; ", faults.Take(MaxFaults));
        return faults.Count > MaxFaults ? $"{shown}; and {faults.Count - MaxFaults} more" : shown;
    }

    private static string? Advice(TaxonomyApiError error) => (int)error.StatusCode switch
    {
        400 when error.Operation?.Method == HttpMethod.Patch =>
            "An update changes the name, the description and the metadata; to change the config, clone the taxonomy.",
        401 => "The key comes from TaxonomyClientOptions.ApiKey, its CredentialProvider, or MIXPEEK_API_KEY.",
        403 when error.ErrorType == "QuotaExceededError" =>
            "The quota is used up, so that a repeat does not help: delete what is not needed, or have it raised.",
        403 => "Check what the key may do, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE.",
        404 when error.ErrorType is not null =>
            "Check the ID or the name, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE.",
        407 => "A proxy between client and service asks for credentials: see its settings.",
        409 when error.Operation?.Safety == OperationSafety.CreatesByName || error.Operation?.Method == HttpMethod.Patch =>
            "Names are unique in a namespace; choose another, or update the taxonomy that has it.",
        400 or 422 => "Correct the request; a repeat of the same does not help.",
        429 when error.RetryAfter is null => "Send less at a time: TaxonomyClientOptions.RateLimiter holds requests back.",
        >= 500 when error.ErrorType is not null => "The fault is the service's: where it stays, report it with the request ID.",
        404 or >= 500 => "It is not in the service's form, so that a proxy in between may have given it: check that, and TaxonomyClientOptions.BaseAddress.",
        _ => null,
    };

    private static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var c in text)
        {
            var next = char.IsControl(c) ? ' ' : c;
            if (next == ' ' && (line.Length == 0 || line[^1] == ' '))
                continue;
            if (line.Length == MaxServerText)
                return line.Append("...").ToString();
            line.Append(next);
        }

        return line.ToString().TrimEnd();
    }
}
