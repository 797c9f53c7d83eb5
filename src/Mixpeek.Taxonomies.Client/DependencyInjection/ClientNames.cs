namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The names of a client's parts. Its <see cref="HttpClient"/> has a prefix of its own, because the default client's
/// plain name is empty, and an empty name is the application's own default <see cref="HttpClient"/>.
/// </summary>
internal static class ClientNames
{
    private const string Prefix = "Mixpeek.Taxonomies.Client";
    private const string Separator = ":";

    public static string HttpClientOf(string optionsName) =>
        optionsName.Length == 0 ? Prefix : string.Concat(Prefix, Separator, optionsName);

    /// <summary>Returns the name of the options; null where the <see cref="HttpClient"/> is another's.</summary>
    public static string? OptionsOf(string httpClientName)
    {
        if (httpClientName == Prefix)
            return "";
        return httpClientName.StartsWith(Prefix + Separator, StringComparison.Ordinal)
            ? httpClientName[(Prefix.Length + Separator.Length)..]
            : null;
    }
}
