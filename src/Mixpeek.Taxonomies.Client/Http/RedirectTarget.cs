namespace Mixpeek.Taxonomies.Client;

/// <summary>Says where an answer redirects to, and how that differs from where the request went.</summary>
internal static class RedirectTarget
{
    /// <summary>Returns the target without its user and query, which may hold secrets; null where there is none.</summary>
    public static string? Describe(HttpResponseMessage response)
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

    private static string Difference(Uri sent, Uri target)
    {
        if (!string.Equals(sent.IdnHost, target.IdnHost, StringComparison.OrdinalIgnoreCase))
            return "another host";
        if (sent.Scheme != target.Scheme)
            return "another scheme";
        return sent.Port == target.Port ? "the same host" : "another port";
    }
}
