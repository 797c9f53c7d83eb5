namespace Mixpeek.Taxonomies.Emulator.Tool;

/// <summary>Finds what a mistyped word was meant as.</summary>
internal static class Nearest
{
    /// <summary>Returns a sentence that asks whether the nearest word was meant, with a space before it; empty if none is near.</summary>
    public static string Suggestion(string word, IEnumerable<string> known)
    {
        var nearest = known.MinBy(other => DistanceOf(word, other));
        return nearest is not null && DistanceOf(word, nearest) <= Math.Max(2, nearest.Length / 4) ? $" Did you mean '{nearest}'?" : "";
    }

    /// <summary>How many characters have to be added, left out or replaced, whatever their case.</summary>
    private static int DistanceOf(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        foreach (var (character, index) in left.Select(static (character, index) => (character, index)))
        {
            var diagonal = row[0];
            row[0] = index + 1;
            for (var i = 1; i <= right.Length; i++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(character) == char.ToUpperInvariant(right[i - 1]) ? 0 : 1);
                diagonal = row[i];
                row[i] = Math.Min(replaced, Math.Min(row[i], row[i - 1]) + 1);
            }
        }

        return row[^1];
    }
}
