namespace Mixpeek.Taxonomies.Client;

/// <summary>What may stand in a header: visible ASCII and inner spaces, so that no value can add a header or a line.</summary>
internal static class HeaderText
{
    public const string Fault = "must be printable ASCII without leading or trailing spaces, and not empty";

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "X-Namespace", "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection",
    };

    public static bool IsValid(string value) =>
        value.Length > 0 && value[0] != ' ' && value[^1] != ' ' && value.All(c => c is >= ' ' and <= '~');

    public static bool IsFreeHeaderName(string name) =>
        !Reserved.Contains(name) && IsToken(name);

    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static bool IsToken(string name)
    {
        using var probe = new HttpRequestMessage();
        return probe.Headers.TryAddWithoutValidation(name, "");
    }
}
