using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The name of a taxonomy's file. It depends on the taxonomy's name alone, is valid on every system, and differs from
/// that of any other name on systems that ignore case or the form of Unicode too.
/// </summary>
internal static class ExportFileName
{
    private const string Extension = ".json";

    /// <summary>Stands before a hash. It is escaped in names, so that no name looks like one with a hash.</summary>
    private const char HashMark = '~';

    /// <summary>The longest name in bytes of UTF-8. File systems take 255; the rest is left for the suffixes of other programs.</summary>
    private const int MaxLength = 240;

    /// <summary>The names that Windows reserves for devices, with any extension.</summary>
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", .. "0123456789¹²³".SelectMany(static digit => new[] { $"COM{digit}", $"LPT{digit}" })],
        StringComparer.OrdinalIgnoreCase);

    public static string Of(string taxonomy)
    {
        var runes = taxonomy.EnumerateRunes().ToArray();
        var isDevice = Devices.Contains(taxonomy.Split('.')[0].Trim(' '));
        var parts = runes.Select((rune, i) =>
            IsReserved(rune) || (i == 0 && (isDevice || rune.Value is '.' or ' ')) || (i == runes.Length - 1 && rune.Value is '.' or ' ') ? $"%{rune.Value:X2}" : rune.ToString()).ToArray();
        // Upper case and what is not ASCII may count as something else on another system.
        var isUnique = runes.All(static rune => rune.IsAscii && !Rune.IsUpper(rune)) && runes.Length > 0;
        var whole = string.Concat(parts) + Extension;
        if (isUnique && whole.Length <= MaxLength)
            return whole;
        var end = $"{HashMark}{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(taxonomy)), 0, 8).ToLowerInvariant()}{Extension}";
        return string.Concat(Fitting(parts, MaxLength - end.Length)) + end;
    }

    private static IEnumerable<string> Fitting(IEnumerable<string> parts, int length)
    {
        foreach (var part in parts)
        {
            length -= Encoding.UTF8.GetByteCount(part);
            if (length < 0)
                yield break;
            yield return part;
        }
    }

    private static bool IsReserved(Rune rune) =>
        rune.Value is '%' or HashMark or '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
