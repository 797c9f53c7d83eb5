using System.Globalization;
using System.Text;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The forms of a name that a service may take for one and the same.</summary>
internal static class NameForms
{
    private const int FullWidthOffset = 0xFEE0;

    // In invariant globalization mode .NET has no tables of the forms.
    private static readonly bool HasTables = "e\u0301".Normalize(NormalizationForm.FormC).Length == 1;

    /// <summary>Whether two names differ at most in case, in surrounding white space and in their Unicode normalization form.</summary>
    public static bool AreSame(string asked, string found)
    {
        if (asked == found)
            return true;
        var (left, right) = (Normalize(asked), Normalize(found));
        return string.Equals(left, right, StringComparison.OrdinalIgnoreCase) || (!HasTables && AreAlike(left, right));
    }

    /// <summary>Whether two names have the same letters and digits, whatever else they have, such as <c>Product Tags</c> and <c>product-tags</c>.</summary>
    public static bool HaveSameLetters(string asked, string found)
    {
        var letters = LettersOf(asked);
        return letters.Length > 0 && string.Equals(letters, LettersOf(found), StringComparison.OrdinalIgnoreCase);
    }

    private static string LettersOf(string name) =>
        string.Concat(Normalize(name).Where(char.IsLetterOrDigit)).Replace("\u00df", "ss", StringComparison.Ordinal);

    private static string Normalize(string name)
    {
        var trimmed = name.Trim();
        if (!HasTables)
            return string.Concat(trimmed.Select(static unit => unit is >= '\uff01' and <= '\uff5e' ? (char)(unit - FullWidthOffset) : unit));
        try
        {
            return trimmed.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Not valid Unicode, which has no other form.
            return trimmed;
        }
    }

    /// <summary>Whether two names have the same letters, where one that is composed stands for one with marks.</summary>
    private static bool AreAlike(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var a = left[..LetterLength(left)];
            var b = right[..LetterLength(right)];
            left = left[a.Length..];
            right = right[b.Length..];
            while (a.Length > 1 && b.Length > 1 && a[^1] == b[^1])
            {
                a = a[..^1];
                b = b[..^1];
            }

            if (!a.Equals(b, StringComparison.OrdinalIgnoreCase) && !IsComposed(a, b) && !IsComposed(b, a))
                return false;
        }

        return left.IsEmpty && right.IsEmpty;
    }

    /// <summary>The length of a letter with the marks that follow it.</summary>
    private static int LetterLength(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && IsMark(text[length]))
            length++;
        return length;
    }

    private static bool IsComposed(ReadOnlySpan<char> letter, ReadOnlySpan<char> marked) =>
        letter.Length == 1 && marked.Length > 1 && !char.IsAscii(letter[0]) && char.IsLetter(letter[0]);

    /// <summary>Whether a character belongs to the letter before it: an accent, a vowel or final of Hangul, a voicing mark of half width.</summary>
    private static bool IsMark(char unit) => unit is (>= '\u1160' and <= '\u11ff') or '\uff9e' or '\uff9f'
        || CharUnicodeInfo.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
