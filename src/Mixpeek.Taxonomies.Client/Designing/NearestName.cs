namespace Mixpeek.Taxonomies.Client;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>What to say after an unknown name: the one that is meant, or all that are known.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known) => Of(name, known) is { } nearest
        ? $"; did you mean '{nearest}'?"
        : $"; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}";

    /// <summary>The known name that differs least; null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var word = Plain(name);
        var nearest = known.Select(other => (Name: other, Distance: Distance(word, Plain(other))))
            .OrderBy(static other => other.Distance).ThenBy(static other => other.Name, StringComparer.Ordinal).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= 1 + (word.Length / 4) && nearest.Distance < word.Length ? nearest.Name : null;
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>How many characters are to be added, removed, replaced or exchanged with the next one.</summary>
    private static int Distance(string one, string other)
    {
        // A name that is far longer than any known is none of them, and costs nothing.
        if (Math.Abs(one.Length - other.Length) > other.Length)
            return int.MaxValue;
        var costs = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = i + j;
                    continue;
                }

                costs[i, j] = Math.Min(Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
            }
        }

        return costs[one.Length, other.Length];
    }
}
