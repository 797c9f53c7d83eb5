using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A simple measure from 0 to 1: the cosine of vectors, the shared words of texts, and else equality.</summary>
internal static class Similarity
{
    private static readonly char[] Separators = [' ', ',', '.', ';', ':', '-', '_', '/', '\n', '\t'];

    public static double Of(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null)
            return 0;
        if (left is JsonArray first && right is JsonArray second && IsVector(first) && IsVector(second))
            return Cosine(Numbers(first), Numbers(second));
        if (IsText(left) && IsText(right))
            return SharedWords(left.GetValue<string>(), right.GetValue<string>());
        return JsonNode.DeepEquals(left, right) ? 1 : 0;
    }

    private static double Cosine(double[] left, double[] right)
    {
        if (left.Length != right.Length)
            return 0;
        var product = left.Zip(right, (a, b) => a * b).Sum();
        var lengths = Math.Sqrt(left.Sum(a => a * a)) * Math.Sqrt(right.Sum(b => b * b));
        return lengths == 0 ? 0 : Math.Max(0, product / lengths);
    }

    private static double SharedWords(string left, string right)
    {
        var first = Words(left);
        var second = Words(right);
        var all = first.Union(second, StringComparer.OrdinalIgnoreCase).Count();
        return all == 0 ? 0 : (double)first.Intersect(second, StringComparer.OrdinalIgnoreCase).Count() / all;
    }

    private static HashSet<string> Words(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsVector(JsonArray array) => array.Count > 0 && array.All(item => item?.GetValueKind() == JsonValueKind.Number);

    private static bool IsText(JsonNode node) => node.GetValueKind() == JsonValueKind.String;

    private static double[] Numbers(JsonArray array) => [.. array.Select(item => item!.GetValue<double>())];
}
