using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Evaluates a filter over a document: <c>AND</c>, <c>OR</c> and <c>NOT</c> lists of filters and conditions, and other
/// members as fields that have to equal a value.
/// </summary>
internal sealed class FilterEvaluator(JsonNode document)
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    public bool Matches(JsonNode? filter, bool isCaseSensitive = false)
    {
        if (filter is not JsonObject node)
            return false;
        if (node.ContainsKey("field") && node.ContainsKey("value"))
            return Holds(node, isCaseSensitive);
        var mindsCase = node["case_sensitive"] is JsonValue own && own.TryGetValue<bool>(out var value) ? value : isCaseSensitive;
        return node.All(member => member.Key switch
        {
            "AND" => Items(member.Value).All(item => Matches(item, mindsCase)),
            "OR" => Items(member.Value).Any(item => Matches(item, mindsCase)),
            "NOT" => !Items(member.Value).Any(item => Matches(item, mindsCase)),
            "case_sensitive" => true,
            _ => AreEqual(DocumentPath.Read(document, member.Key), member.Value, mindsCase),
        });
    }

    private static JsonArray Items(JsonNode? list) => list as JsonArray ?? [];

    private bool Holds(JsonObject condition, bool isCaseSensitive)
    {
        var actual = DocumentPath.Read(document, condition["field"]!.ToString());
        var expected = condition["value"];
        if (expected is JsonObject dynamic && dynamic["type"]?.ToString() == "dynamic")
            expected = DocumentPath.Read(document, dynamic["field"]?.ToString() ?? "");
        var comparison = isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return (condition["operator"]?.ToString() ?? "eq") switch
        {
            "eq" => AreEqual(actual, expected, isCaseSensitive),
            "ne" => !AreEqual(actual, expected, isCaseSensitive),
            "gt" => Compare(actual, expected) > 0,
            "lt" => Compare(actual, expected) < 0,
            "gte" => Compare(actual, expected) >= 0,
            "lte" => Compare(actual, expected) <= 0,
            "in" => Items(expected).Any(item => AreEqual(actual, item, isCaseSensitive)),
            "nin" => !Items(expected).Any(item => AreEqual(actual, item, isCaseSensitive)),
            "contains" => actual is JsonArray list
                ? list.Any(item => AreEqual(item, expected, isCaseSensitive))
                : Text(actual)?.Contains(Text(expected) ?? "", comparison) == true,
            "starts_with" => Text(actual)?.StartsWith(Text(expected) ?? "", comparison) == true,
            "ends_with" => Text(actual)?.EndsWith(Text(expected) ?? "", comparison) == true,
            "regex" => IsMatch(Text(actual), Text(expected) ?? "", isCaseSensitive),
            "exists" => actual is not null == IsTrue(expected),
            "is_null" => actual is null == IsTrue(expected),
            "text" => Similarity.Of(actual, expected) > 0,
            _ => false,
        };
    }

    private static bool AreEqual(JsonNode? left, JsonNode? right, bool isCaseSensitive) =>
        !isCaseSensitive && Text(left) is { } first && Text(right) is { } second
            ? string.Equals(first, second, StringComparison.OrdinalIgnoreCase)
            : JsonNode.DeepEquals(left, right);

    private static int? Compare(JsonNode? left, JsonNode? right)
    {
        if (left is not JsonValue first || right is not JsonValue second || first.GetValueKind() != second.GetValueKind())
            return null;
        return first.GetValueKind() == JsonValueKind.Number
            ? first.GetValue<double>().CompareTo(second.GetValue<double>())
            : string.CompareOrdinal(first.ToString(), second.ToString());
    }

    private static bool IsMatch(string? text, string pattern, bool isCaseSensitive)
    {
        try
        {
            return text is not null && Regex.IsMatch(text, pattern, isCaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase, RegexTimeout);
        }
        catch (Exception fault) when (fault is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool IsTrue(JsonNode? node) => node is null || node.GetValueKind() != JsonValueKind.False;

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
