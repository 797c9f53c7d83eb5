using System.Globalization;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Times in queries, seeds and answers, which have microseconds; one without an offset is UTC.</summary>
internal static class EmulatorTime
{
    /// <summary>Returns the time of a clock, without what an answer does not have of it.</summary>
    public static DateTimeOffset Of(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public static DateTimeOffset? TryParse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    public static string ToText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
