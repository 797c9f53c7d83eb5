using System.Globalization;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Dates and times on the wire: one without an offset is UTC, and every one that is written ends in <c>Z</c>.</summary>
internal static class WireDateTime
{
    private const string DatePart = "yyyy-MM-dd";
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public static DateTimeOffset? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        if (reader.TryGetDateTime(out var time) && time.Kind is DateTimeKind.Unspecified or DateTimeKind.Utc)
            return new DateTimeOffset(time, TimeSpan.Zero);
        if (reader.TryGetDateTimeOffset(out var exact))
            return exact.ToUniversalTime();
        var text = JsonString.Read(ref reader);
        return BeginsWithDate(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var loose)
            ? loose
            : null;
    }

    public static string ToText(DateTimeOffset value) =>
        value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Whether year, month and day are there: what .NET takes for missing ones is today's.</summary>
    private static bool BeginsWithDate(string text) =>
        text.Length >= DatePart.Length && DateOnly.TryParseExact(text.AsSpan(0, DatePart.Length), DatePart, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
