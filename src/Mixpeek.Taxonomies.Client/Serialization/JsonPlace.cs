using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Finds the place where a text ceases to be JSON.</summary>
internal static class JsonPlace
{
    private const int MaxLength = 200;

    /// <summary>The path of the value that is not valid, such as <c>$.config.hierarchical_nodes[3].label</c>; null where that is the whole text, or where all is valid.</summary>
    public static string? Of(Utf8JsonReader reader)
    {
        var levels = new Stack<Level>();
        try
        {
            while (reader.Read())
                Move(levels, ref reader);
            return null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return levels.Count == 0 ? null : PathOf(levels);
        }
    }

    private static void Move(Stack<Level> levels, ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            levels.Pop();
        if (reader.TokenType is JsonTokenType.PropertyName)
            levels.Push(levels.Pop() with { Member = reader.GetString() });
        else if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) && levels.TryPeek(out var around) && around.IsList)
            levels.Push(levels.Pop() with { Items = around.Items + 1 });
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            levels.Push(new Level(reader.TokenType == JsonTokenType.StartArray));
    }

    private static string PathOf(Stack<Level> levels)
    {
        var path = new StringBuilder("$");
        var depth = levels.Count;
        foreach (var level in levels.Reverse())
        {
            // The innermost list broke off at the item after those that were read.
            depth--;
            if (level.Member is not null)
                path.Append('.').Append(HeaderText.Printable(level.Member));
            else if (level.IsList)
                path.Append(CultureInfo.InvariantCulture, $"[{(depth == 0 ? level.Items : level.Items - 1)}]");
            if (path.Length > MaxLength)
                return path.ToString(0, MaxLength) + "...";
        }

        return path.ToString();
    }

    private readonly record struct Level(bool IsList, string? Member = null, int Items = 0);
}
