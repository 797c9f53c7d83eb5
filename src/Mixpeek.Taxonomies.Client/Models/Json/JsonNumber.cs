using System.Globalization;
using System.Numerics;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Numbers as JSON writes them, which have any size. Their exact decimal value counts, and no digit is lost.</summary>
internal static class JsonNumber
{
    private const int MaxPlainZeros = 20;
    private const int MinPlainPlace = -7;

    /// <summary>A longer exponent stays as it is written: no number of that size means anything, and to calculate with it takes time.</summary>
    private const int MaxExponentLength = 1000;

    /// <summary>
    /// Writes a number in the one form that all numbers of its value have: <c>100</c> for <c>1E+2</c>, <c>0.5</c> for
    /// <c>5e-1</c>, <c>1.5e-28</c> for <c>0.15e-27</c>, <c>0</c> for <c>-0.0</c>.
    /// </summary>
    /// <param name="number">The number in JSON.</param>
    public static string Canonical(string number)
    {
        var text = number.AsSpan();
        if (text.Length <= MaxPlainZeros && text[0] is >= '1' and <= '9' && text.IndexOfAnyExceptInRange('0', '9') < 0)
            return number;
        var end = text.IndexOfAny('e', 'E');
        var exponent = end < 0 ? default : text[(end + 1)..];
        var mantissa = (end < 0 ? text : text[..end]).TrimStart('-');
        var point = mantissa.IndexOf('.');
        var written = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var digits = written.TrimStart('0').TrimEnd('0');
        if (digits.Length == 0)
            return "0";
        if (exponent.Length > MaxExponentLength)
            return number;
        var place = (point < 0 ? mantissa.Length : point) - (written.Length - written.AsSpan().TrimStart('0').Length) - 1
            + (exponent.IsEmpty ? BigInteger.Zero : BigInteger.Parse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return $"{(text[0] == '-' ? "-" : "")}{Write(digits, place)}";
    }

    /// <summary>Reads a number without a fraction, however it is written; null for any other, and for one that a <see langword="long"/> can't hold.</summary>
    public static long? ToInteger(string number) =>
        long.TryParse(Canonical(number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Writes the digits of a number, the first of which stands for a power of ten.</summary>
    private static string Write(string digits, BigInteger place)
    {
        if (place >= 0 && place <= Math.Max(MaxPlainZeros, digits.Length - 1))
        {
            var whole = (int)place + 1;
            return digits.Length <= whole ? digits.PadRight(whole, '0') : $"{digits[..whole]}.{digits[whole..]}";
        }

        return place < 0 && place >= MinPlainPlace
            ? $"0.{new string('0', -(int)place - 1)}{digits}"
            : $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits.AsSpan(1)}e{place.ToString(CultureInfo.InvariantCulture)}";
    }
}
