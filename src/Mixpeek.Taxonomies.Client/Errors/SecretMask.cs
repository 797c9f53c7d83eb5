using System.Text;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Takes the API key out of what a server sends back, before any of it reaches an error.</summary>
internal static class SecretMask
{
    private const string Mask = "***";

    public static string Apply(string text, string? key) =>
        string.IsNullOrEmpty(key) ? text : text.Replace(key, Mask, StringComparison.Ordinal);

    public static ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> utf8, string? key)
    {
        if (string.IsNullOrEmpty(key) || utf8.IndexOf(Encoding.UTF8.GetBytes(key)) < 0)
            return utf8;
        return Encoding.UTF8.GetBytes(Apply(Encoding.UTF8.GetString(utf8), key));
    }
}
