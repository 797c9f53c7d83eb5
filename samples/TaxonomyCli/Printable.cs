using System.Globalization;
using System.Text;

namespace TaxonomyCli;

/// <summary>Text as a terminal may show it. The service's text may hold anything, also what moves the cursor or reverses the direction of text.</summary>
internal static class Printable
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Escapes control characters, line breaks, invisible format characters and halves of surrogate pairs, as JSON does: <c>\u001b</c>.</summary>
    public static string Of(string? text)
    {
        var shown = new StringBuilder(text?.Length ?? 0);
        for (var i = 0; i < text?.Length;)
        {
            var length = Rune.TryGetRuneAt(text, i, out var rune) ? rune.Utf16SequenceLength : 1;
            if (length == rune.Utf16SequenceLength && IsShown(rune))
                shown.Append(text, i, length);
            else
                Escape(shown, text.AsSpan(i, length));
            i += length;
        }

        return shown.ToString();
    }

    private static void Escape(StringBuilder shown, ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
            shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
    }

    /// <summary>Whether a character is text. The two joiners are needed to write several languages, and emoji.</summary>
    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner,
        _ => rune.Value != 0,
    };
}
