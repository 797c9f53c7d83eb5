using System.Globalization;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Times in queries, seeds and answers; one without an offset is UTC.</summary>
internal static class EmulatorTime
{
    public static DateTimeOffset? TryParse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    public static string ToText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
