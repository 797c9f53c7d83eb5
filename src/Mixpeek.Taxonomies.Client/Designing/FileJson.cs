using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Finds what is wrong with the JSON of a file. What is tolerated in an answer is a mistake in a file, and would lose
/// what its author wrote: an unknown member of the whole, a repeated member at any place, half of a surrogate pair.
/// </summary>
internal static class FileJson
{
    /// <summary>Returns what is wrong first, with its line; null if nothing is wrong.</summary>
    /// <param name="utf8">The text of the file.</param>
    /// <param name="expected">What the file should hold.</param>
    /// <param name="known">The names that the members of the whole may have; null if any name is allowed.</param>
    public static string? FaultOf(ReadOnlySpan<byte> utf8, string expected, IReadOnlySet<string>? known)
    {
        var reader = Reader(utf8);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return $"{PlaceOf(utf8, reader)}is {(reader.TokenType == JsonTokenType.StartArray ? "a list" : "a single value")}, expected {expected}";
            var names = new Stack<HashSet<string>>();
            do
            {
                if (FaultOf(ref reader, names, known) is { } fault)
                    return $"{PlaceOf(utf8, reader)}{fault}";
            }
            while (reader.Read());
            return null;
        }
        catch (JsonException fault)
        {
            var reason = utf8.Trim(" \t\r\n"u8).IsEmpty ? "it is empty" : fault.Message.Split(" LineNumber:")[0].TrimEnd('.');
            return $"line {fault.LineNumber + 1}: is no JSON ({reason})";
        }
    }

    /// <summary>A reader of the text of a file.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> utf8) => new(utf8, new JsonReaderOptions { MaxDepth = 2 * JsonText.MaxDepth });

    /// <summary>The line on which the reader's token begins.</summary>
    public static string PlaceOf(ReadOnlySpan<byte> utf8, Utf8JsonReader reader) => $"line {FileText.LineOf(utf8[..(int)reader.TokenStartIndex])}: ";

    /// <summary>The kind of a value, in words.</summary>
    public static string KindOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.Null => "null",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        _ => "true or false",
    };

    private static string? FaultOf(ref Utf8JsonReader reader, Stack<HashSet<string>> names, IReadOnlySet<string>? known)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                names.Push(new HashSet<string>(StringComparer.Ordinal));
                return null;
            case JsonTokenType.EndObject:
                names.Pop();
                return null;
            case JsonTokenType.PropertyName:
                return FaultOf(JsonString.Read(ref reader), names, names.Count == 1 ? known : null);
            case JsonTokenType.String when reader.ValueIsEscaped && !JsonString.IsValid(JsonString.Read(ref reader)):
                return "holds half of a surrogate pair";
            default:
                return null;
        }
    }

    private static string? FaultOf(string name, Stack<HashSet<string>> names, IReadOnlySet<string>? known)
    {
        if (!JsonString.IsValid(name))
            return "has a name with half of a surrogate pair";
        if (known?.Contains(name) == false)
            return $"'{HeaderText.Printable(name)}' is unknown{NearestName.Hint(name, known)}";
        return names.Peek().Add(name) ? null : $"'{HeaderText.Printable(name)}' is there twice";
    }
}
