namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The buckets that metrics over time are counted in. Weeks begin on Monday.</summary>
internal static class TimeBuckets
{
    /// <summary>Returns what gives the start of a time's bucket; null where there is no such bucket.</summary>
    public static Func<DateTimeOffset, DateTimeOffset>? For(string name) => name switch
    {
        "hour" => static time => DayOf(time).AddHours(time.UtcDateTime.Hour),
        "day" => DayOf,
        "week" => static time => DayOf(time).AddDays(-(((int)time.UtcDateTime.DayOfWeek + 6) % 7)),
        "month" => static time => DayOf(time).AddDays(1 - time.UtcDateTime.Day),
        _ => null,
    };

    private static DateTimeOffset DayOf(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);
}
