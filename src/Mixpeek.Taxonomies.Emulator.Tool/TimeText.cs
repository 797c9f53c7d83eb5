using System.Globalization;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Emulator.Tool;

/// <summary>Reads times with a unit, such as <c>200ms</c>, <c>1.5s</c> or <c>1m</c>.</summary>
internal static partial class TimeText
{
    public const string Form = "a time from 0ms to 60m with its unit, such as 200ms or 1.5s";

    /// <summary>Returns the time; <c>null</c> if the text is none, has no unit, or is longer than the emulator waits.</summary>
    public static TimeSpan? TryParse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var milliseconds = number * match.Groups["unit"].Value switch { "ms" => 1, "s" => 1000, _ => 60_000 };
        return milliseconds <= TaxonomyEmulatorOptions.MaxDelay.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]+)?)(?<unit>ms|s|m)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
