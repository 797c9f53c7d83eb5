using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Regular expressions of filters, which take linear time, and at most a second for a text.</summary>
internal static class FilterPattern
{
    public const int MaxLength = 1000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>Whether a text is a regular expression, whatever time it takes.</summary>
    public static bool IsValid(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, Timeout);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Returns the expression; null where it is none, or has what takes more than linear time.</summary>
    public static Regex? TryCreate(string pattern, bool isCaseSensitive)
    {
        if (pattern.Length > MaxLength)
            return null;
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, isCaseSensitive ? options : options | RegexOptions.IgnoreCase, Timeout);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
