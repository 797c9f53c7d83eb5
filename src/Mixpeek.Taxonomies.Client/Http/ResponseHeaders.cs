using System.Globalization;
using System.Net.Http.Headers;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What the headers of a response say beside its body.</summary>
internal readonly record struct ResponseHeaders(string? RequestId, string? DateText, bool HasRateLimit)
{
    private const double LongestWaitSeconds = 10L * 365 * 24 * 60 * 60;

    /// <summary>All headers of a response and of its body, with the key masked.</summary>
    public static TextMap All(HttpResponseHeaders response, HttpContentHeaders body, SecretMask secrets)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.NonValidated.Concat(body.NonValidated))
            all[header.Key] = secrets.Apply(header.Value.ToString());
        return new TextMap(all);
    }

    /// <summary>One look at all of them, which costs less than a search for each that may not be there. None is parsed.</summary>
    public static ResponseHeaders Of(HttpResponseHeaders headers)
    {
        string? ownId = null, requestId = null, date = null;
        var hasRateLimit = false;
        foreach (var (name, values) in headers.NonValidated)
        {
            if (Is(name, "x-request-id"))
                ownId = First(values);
            else if (Is(name, "request-id"))
                requestId = First(values);
            else if (Is(name, "Date"))
                date = First(values);
            else
                hasRateLimit |= name.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase);
        }

        return new ResponseHeaders(ownId ?? requestId, date, hasRateLimit);
    }

    /// <summary>Reads <c>Retry-After</c> as seconds or as a date, which counts from the answer's own date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (First(headers, "Retry-After") is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return Wait(seconds);
        var isDate = DateTimeOffset.TryParseExact(
            text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date);
        return isDate ? Wait((date - (headers.Date ?? now)).TotalSeconds) : null;
    }

    /// <summary>A wait of so many seconds; null for what is no number.</summary>
    public static TimeSpan? Wait(double seconds) =>
        double.IsFinite(seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestWaitSeconds)) : null;

    /// <summary>
    /// Says where a response redirects to, without the target's user and query, which may hold secrets, and how that
    /// differs from where the request went; null where there is no target.
    /// </summary>
    public static string? RedirectTarget(HttpResponseMessage response)
    {
        if ((int)response.StatusCode is < 300 or >= 400
            || response.Headers.Location is not { } location
            || response.RequestMessage?.RequestUri is not { } sent
            || !Uri.TryCreate(sent, location, out var target))
        {
            return null;
        }

        var place = target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return $"{place} ({Difference(sent, target)})";
    }

    public static TaxonomyRateLimit? RateLimit(HttpResponseHeaders headers)
    {
        var limit = Number(headers, "X-RateLimit-Limit");
        var remaining = Number(headers, "X-RateLimit-Remaining");
        var reset = Number(headers, "X-RateLimit-Reset");
        var window = Number(headers, "X-RateLimit-Window");
        if ((limit ?? remaining ?? reset ?? window) is null)
            return null;
        return new TaxonomyRateLimit
        {
            Limit = limit,
            Remaining = remaining,
            ResetsAt = reset is >= 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(reset.Value) : null,
            Window = window is { } length ? Wait(length) : null,
        };
    }

    private static string Difference(Uri sent, Uri target)
    {
        if (!string.Equals(sent.IdnHost, target.IdnHost, StringComparison.OrdinalIgnoreCase))
            return "another host";
        if (sent.Scheme != target.Scheme)
            return "another scheme";
        return sent.Port == target.Port ? "the same host" : "another port";
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        long.TryParse(First(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? First(values) : null;

    private static string? First(HeaderStringValues values)
    {
        foreach (var value in values)
            return value.Trim();
        return null;
    }

    private static bool Is(string name, string other) => name.Length == other.Length && name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
