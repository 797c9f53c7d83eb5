using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Orders documents by the value at a path: missing values first, then numbers, then all others as texts.</summary>
internal sealed class DocumentOrder : IComparer<JsonNode?>
{
    private static readonly DocumentOrder Instance = new();

    private DocumentOrder()
    {
    }

    /// <summary>Orders by one path after the other.</summary>
    public static IEnumerable<(T Item, JsonNode Json)> Sort<T>(
        IEnumerable<(T Item, JsonNode Json)> documents, IEnumerable<(string Path, bool IsDescending)> paths)
    {
        IOrderedEnumerable<(T Item, JsonNode Json)> sorted = documents.OrderBy(static _ => 0);
        foreach (var (path, isDescending) in paths)
        {
            sorted = isDescending
                ? sorted.ThenByDescending(document => DocumentPath.Read(document.Json, path), Instance)
                : sorted.ThenBy(document => DocumentPath.Read(document.Json, path), Instance);
        }

        return sorted;
    }

    public int Compare(JsonNode? x, JsonNode? y)
    {
        var rank = RankOf(x).CompareTo(RankOf(y));
        if (rank != 0 || x is null || y is null)
            return rank;
        return x.GetValueKind() == JsonValueKind.Number
            ? x.GetValue<double>().CompareTo(y.GetValue<double>())
            : string.CompareOrdinal(x.ToString(), y.ToString());
    }

    private static int RankOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null => 0,
        JsonValueKind.Number => 1,
        _ => 2,
    };
}
