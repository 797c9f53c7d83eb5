using System.Globalization;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Dates and times on the wire: one without an offset is UTC, and every one that is written ends in <c>Z</c>.</summary>
internal static class WireDateTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public static DateTimeOffset? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        if (reader.TryGetDateTime(out var naive) && naive.Kind == DateTimeKind.Unspecified)
            return new DateTimeOffset(naive, TimeSpan.Zero);
        if (reader.TryGetDateTimeOffset(out var exact))
            return exact.ToUniversalTime();
        return DateTimeOffset.TryParse(
            reader.GetString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var loose)
            ? loose
            : null;
    }

    public static string ToText(DateTimeOffset value) =>
        value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
