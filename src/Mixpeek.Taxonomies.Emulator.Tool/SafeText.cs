using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Emulator.Tool;

/// <summary>Makes text of a request or of a file fit for a terminal and a log.</summary>
internal static partial class SafeText
{
    private const string Mask = "***";

    // A shorter key may be a part of words that have nothing to do with it.
    private const int ShortKey = 8;

    /// <summary>Writes characters that a terminal would act on, or that start a line, as <c>\u001b</c>.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var isText = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done && !IsActedOn(rune);
            foreach (var character in rest[..length])
                result.Append(isText ? $"{character}" : $"\\u{(int)character:x4}");
            rest = rest[length..];
        }

        return result.ToString();
    }

    private static bool IsActedOn(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Returns what finds a key in a target, where any character may be percent-encoded.</summary>
    public static Regex PatternOf(string apiKey)
    {
        var key = string.Concat(apiKey.Select(static character => $"(?:{Regex.Escape($"{character}")}|%{(int)character:X2})"));
        return new Regex(apiKey.Length < ShortKey ? $@"(?<!\w){key}(?!\w)" : key, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>Masks a key, what looks like one, and the values of parameters that are named as secrets.</summary>
    public static string WithoutKeys(string target, Regex apiKey) =>
        SecretParameter().Replace(OtherKey().Replace(apiKey.Replace(target, Mask), Mask), Mask);

    [GeneratedRegex(@"(?<=[?&][^=&]*(?:key|token|secret|password|auth)[^=&]*=)[^&]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretParameter();

    [GeneratedRegex("sk_[A-Za-z0-9_-]{16,}", RegexOptions.CultureInvariant)]
    private static partial Regex OtherKey();
}
