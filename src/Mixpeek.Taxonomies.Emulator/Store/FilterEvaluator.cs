using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Evaluates a filter that <see cref="FilterValidator"/> has let pass over documents: <c>AND</c>, <c>OR</c> and
/// <c>NOT</c> lists of filters and conditions, and other members as fields that have to equal a value.
/// </summary>
internal sealed class FilterEvaluator(CancellationToken stop)
{
    private readonly Dictionary<(string Pattern, bool IsCaseSensitive), Regex?> _patterns = [];

    public bool Matches(JsonNode document, JsonObject filter, bool isCaseSensitive)
    {
        stop.ThrowIfCancellationRequested();
        var mindsCase = filter["case_sensitive"] is JsonValue own && own.TryGetValue<bool>(out var value) ? value : isCaseSensitive;
        return filter.All(member => member.Key switch
        {
            "AND" => Items(member.Value).All(item => Holds(document, item, mindsCase)),
            // A list that is null is as good as none.
            "OR" => member.Value is null || Items(member.Value).Any(item => Holds(document, item, mindsCase)),
            "NOT" => !Items(member.Value).Any(item => Holds(document, item, mindsCase)),
            "case_sensitive" => true,
            _ => AreEqual(DocumentPath.Read(document, member.Key), member.Value, mindsCase),
        });
    }

    private static JsonArray Items(JsonNode? list) => list as JsonArray ?? [];

    private bool Holds(JsonNode document, JsonNode? item, bool isCaseSensitive)
    {
        if (item is not JsonObject filter)
            return false;
        return FilterValidator.IsCondition(filter) ? IsMet(document, filter, isCaseSensitive) : Matches(document, filter, isCaseSensitive);
    }

    private bool IsMet(JsonNode document, JsonObject condition, bool isCaseSensitive)
    {
        stop.ThrowIfCancellationRequested();
        var actual = DocumentPath.Read(document, condition["field"]!.GetValue<string>());
        var expected = condition["value"];
        if (FilterValidator.IsDynamic(expected))
            expected = DocumentPath.Read(document, expected!["field"]!.GetValue<string>());
        var comparison = isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return (condition["operator"]?.GetValue<string>() ?? "eq") switch
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
                : Text(expected) is { } part && Text(actual)?.Contains(part, comparison) == true,
            "starts_with" => Text(expected) is { } start && Text(actual)?.StartsWith(start, comparison) == true,
            "ends_with" => Text(expected) is { } end && Text(actual)?.EndsWith(end, comparison) == true,
            "regex" => Text(actual) is { } text && Text(expected) is { } pattern && PatternOf(pattern, isCaseSensitive)?.IsMatch(text) == true,
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

    private Regex? PatternOf(string pattern, bool isCaseSensitive)
    {
        if (!_patterns.TryGetValue((pattern, isCaseSensitive), out var regex))
            _patterns[(pattern, isCaseSensitive)] = regex = FilterPattern.TryCreate(pattern, isCaseSensitive);
        return regex;
    }

    private static bool IsTrue(JsonNode? node) => node is null || node.GetValueKind() != JsonValueKind.False;

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
