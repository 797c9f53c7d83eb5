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
        line.Append(": ").Append(OneLine(Redirect(error) ?? error.ServerMessage ?? (error.ValidationErrors.Count > 0 ? "the request is not valid" : "the service gave no message")));
        if (error.ValidationErrors.Count > 0)
            line.Append(" (").Append(OneLine(Faults(error.ValidationErrors))).Append(')');
        if (line[^1] is not ('.' or '!' or '?'))
            line.Append('.');
        if (error.RetryAfter is { } wait)
            line.Append(CultureInfo.InvariantCulture, $" Retry after {wait.TotalSeconds:0.###} s.");
        if (NextStep.After(error) is { } next)
            line.Append(' ').Append(next);
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

    private static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var c in text)
        {
            var next = HeaderText.IsPrintable(c) ? c : ' ';
            if (next == ' ' && (line.Length == 0 || line[^1] == ' '))
                continue;
            if (line.Length == MaxServerText)
                return line.Append("...").ToString();
            line.Append(next);
        }

        return line.ToString().TrimEnd();
    }
}
