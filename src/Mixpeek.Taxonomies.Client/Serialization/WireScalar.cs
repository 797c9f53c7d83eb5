using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads texts, numbers and flags, with the reader not moved. Numbers and flags may be written as texts. Null stands for what can't
/// be understood.
/// </summary>
internal static class WireScalar
{
    private const NumberStyles Style =
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a text that is Unicode.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        var text = JsonString.Read(ref reader);
        return !reader.ValueIsEscaped || JsonString.IsValid(text) ? text : null;
    }

    /// <summary>Reads a number without a fraction, however it is written: <c>2.0</c> and <c>"2"</c> are such numbers.</summary>
    public static long? Integer(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return decimal.TryParse(Text(ref reader), Style, CultureInfo.InvariantCulture, out var text) ? Whole(text) : null;
        if (reader.TryGetInt64(out var value))
            return value;
        return JsonNumber.ToInteger(Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan));
    }

    /// <summary>Reads a finite number, however it is written.</summary>
    public static double? Number(ref Utf8JsonReader reader)
    {
        var isNumber = reader.TokenType == JsonTokenType.Number
            ? reader.TryGetDouble(out var number)
            : double.TryParse(Text(ref reader), Style, CultureInfo.InvariantCulture, out number);
        return isNumber && double.IsFinite(number) ? number : null;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>, as a text in any case too.</summary>
    public static bool? Flag(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.GetBoolean();
        return bool.TryParse(Text(ref reader), out var flag) ? flag : null;
    }

    private static long? Whole(decimal number) =>
        decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;
}
