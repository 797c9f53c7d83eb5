using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Sorts documents by the values at paths.</summary>
internal static class DocumentOrder
{
    /// <summary>Orders by one path after the other.</summary>
    public static IEnumerable<(T Item, JsonNode Json)> Sort<T>(
        IEnumerable<(T Item, JsonNode Json)> documents, IEnumerable<(string Path, bool IsDescending)> paths)
    {
        IOrderedEnumerable<(T Item, JsonNode Json)> sorted = documents.OrderBy(static _ => 0);
        foreach (var (path, isDescending) in paths)
        {
            sorted = isDescending
                ? sorted.ThenByDescending(document => DocumentKey.At(document.Json, path))
                : sorted.ThenBy(document => DocumentKey.At(document.Json, path));
        }

        return sorted;
    }
}
