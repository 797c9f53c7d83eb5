namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The zone of the machine makes no difference to times. On Windows, where a process can't choose its zone, the machine's own is tried.</summary>
[Collection(nameof(Alone))]
public sealed class TimeZoneTests : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("TZ");

    public TimeZoneTests() => Set("Asia/Tokyo");

    public void Dispose() => Set(_before);

    [Theory]
    [InlineData("2025-01-15T12:00:00", 12)]
    [InlineData("2025-01-15 12:00:00", 12)]
    [InlineData("2025-01-15T12:00:00Z", 12)]
    [InlineData("2025-01-15T12:00:00+02:00", 10)]
    [InlineData("2025-01-15 12:00:00 +02:00", 10)]
    public void Time_without_an_offset_is_utc_in_any_zone(string text, int hour) =>
        TaxonomyJson.Deserialize<Taxonomy>($$"""{"created_at":"{{text}}"}""").CreatedAt!.Value.ToString("O")
            .Should().Be($"2025-01-15T{hour}:00:00.0000000+00:00");

    private static void Set(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
