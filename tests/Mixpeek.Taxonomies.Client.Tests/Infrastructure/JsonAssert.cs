using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

internal static class JsonAssert
{
    /// <summary>
    /// Says what of <paramref name="before"/> is not in <paramref name="after"/>: a path for each. A member that is
    /// null counts as absent; numbers are compared by value; <paramref name="after"/> may hold more.
    /// </summary>
    public static IEnumerable<string> Lost(JsonNode? before, JsonNode? after, string path = "$")
    {
        switch (before)
        {
            case JsonObject left when after is JsonObject right:
                return left.Where(member => member.Value is not null)
                    .SelectMany(member => Lost(member.Value, right[member.Key], $"{path}.{member.Key}"));
            case JsonArray left when after is JsonArray right && left.Count == right.Count:
                return left.SelectMany((item, index) => Lost(item, right[index], $"{path}[{index}]"));
            case null when after is null:
                return [];
            case JsonValue left when after is JsonValue right && AreEqual(left, right):
                return [];
            default:
                return [path];
        }
    }

    private static bool AreEqual(JsonValue left, JsonValue right) =>
        left.GetValueKind() == JsonValueKind.Number && right.GetValueKind() == JsonValueKind.Number
            ? left.ToJsonString() == right.ToJsonString() || double.Parse(left.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture).Equals(double.Parse(right.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture))
            : JsonNode.DeepEquals(left, right);
}
