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

    /// <summary>Replaces each character that <see cref="IsPrintable"/> refuses with a question mark.</summary>
    public static string Printable(string text) => text.All(IsPrintable) ? text : string.Concat(text.Select(c => IsPrintable(c) ? c : '?'));

    /// <summary>Whether a character can be shown in a message of one line: it is no control, ends no line, and does not change the direction of the text.</summary>
    public static bool IsPrintable(char c) =>
        !char.IsControl(c) && c is not ('\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));

    private static bool IsToken(string name)
    {
        using var probe = new HttpRequestMessage();
        return probe.Headers.TryAddWithoutValidation(name, "");
    }
}
