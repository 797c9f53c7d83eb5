using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaxonomyCli;

/// <summary>
/// JSON as text. The models hold whatever JSON can, also halves of surrogate pairs and values of any depth, which the
/// writers of .NET refuse.
/// </summary>
internal static class Json
{
    private const string Indent = "  ";

    /// <summary>Indents JSON. What a terminal must not show is escaped; nothing else changes.</summary>
    public static string Indented(string json)
    {
        var result = new StringBuilder(json.Length * 2);
        var depth = 0;
        for (var i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case '"':
                    var end = EndOfString(json, i);
                    result.Append(Printable.Of(json[i..end]));
                    i = end - 1;
                    break;
                case '{' or '[':
                    var next = NextToken(json, i + 1);
                    if (json[next] is '}' or ']')
                    {
                        result.Append(json[i]).Append(json[next]);
                        i = next;
                        break;
                    }

                    result.Append(json[i]);
                    NewLine(result, ++depth);
                    break;
                case '}' or ']':
                    NewLine(result, --depth);
                    result.Append(json[i]);
                    break;
                case ',':
                    result.Append(',');
                    NewLine(result, depth);
                    break;
                case ':':
                    result.Append(": ");
                    break;
                case not (' ' or '\t' or '\r' or '\n'):
                    result.Append(json[i]);
                    break;
            }
        }

        return result.ToString();
    }

    /// <summary>An object of members that are JSON.</summary>
    public static string Object(params (string Name, string Json)[] members) =>
        $"{{{string.Join(',', members.Select(member => $"{Of(member.Name)}:{member.Json}"))}}}";

    /// <summary>A list of items that are JSON.</summary>
    public static string Array(IEnumerable<string> items) => $"[{string.Join(',', items)}]";

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    public static string Of(string? text)
    {
        if (text is null)
            return "null";
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (character < ' ')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                quoted.Append(character);
        }

        return Printable.Of(quoted.Append('"').ToString());
    }

    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject map => Object([.. map.Select(member => (member.Key, Of(member.Value)))]),
        JsonArray list => Array(list.Select(Of)),
        JsonValue value when value.TryGetValue<JsonElement>(out var element) => element.GetRawText(),
        JsonValue value when value.TryGetValue<string>(out var text) => Of(text),
        _ => node.ToJsonString(),
    };

    private static int EndOfString(string json, int start)
    {
        var i = start + 1;
        while (json[i] != '"')
            i += json[i] == '\\' ? 2 : 1;
        return i + 1;
    }

    private static int NextToken(string json, int start)
    {
        while (char.IsWhiteSpace(json[start]))
            start++;
        return start;
    }

    private static void NewLine(StringBuilder result, int depth)
    {
        result.Append('\n');
        for (var i = 0; i < depth; i++)
            result.Append(Indent);
    }
}
