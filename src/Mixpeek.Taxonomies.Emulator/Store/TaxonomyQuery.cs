using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Searches and sorts taxonomies as a list request asks.</summary>
internal static class TaxonomyQuery
{
    public static List<Taxonomy> Run(IReadOnlyList<Taxonomy> taxonomies, ListTaxonomiesRequest request)
    {
        var matches = taxonomies.Where(taxonomy => Matches(taxonomy, request));
        return [.. request.Sort is { } sort ? Sort(matches, sort) : matches.Reverse().OrderByDescending(taxonomy => taxonomy.CreatedAt)];
    }

    private static bool Matches(Taxonomy taxonomy, ListTaxonomiesRequest request)
    {
        if (request.Filters is { } filters && !new FilterEvaluator(JsonOf(taxonomy)).Matches(filters.ToJson(), request.CaseSensitive))
            return false;
        if (string.IsNullOrEmpty(request.Search))
            return true;
        var comparison = request.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return new[] { taxonomy.TaxonomyId, taxonomy.TaxonomyName, taxonomy.Description }
            .Any(text => text?.Contains(request.Search, comparison) == true);
    }

    private static IEnumerable<Taxonomy> Sort(IEnumerable<Taxonomy> taxonomies, TaxonomySort sort)
    {
        return sort.Direction == SortDirection.Descending
            ? taxonomies.OrderByDescending(KeyOf, SortKeyComparer.Instance)
            : taxonomies.OrderBy(KeyOf, SortKeyComparer.Instance);

        JsonValue? KeyOf(Taxonomy taxonomy) => DocumentPath.Read(JsonOf(taxonomy), sort.Field) as JsonValue;
    }

    private static JsonNode JsonOf(Taxonomy taxonomy) => JsonNode.Parse(TaxonomyJson.Serialize(taxonomy))!;

    /// <summary>Puts missing values first, then numbers, then texts.</summary>
    private sealed class SortKeyComparer : IComparer<JsonValue?>
    {
        public static SortKeyComparer Instance { get; } = new();

        public int Compare(JsonValue? x, JsonValue? y)
        {
            if (x is null || y is null)
                return (x is null ? 0 : 1) - (y is null ? 0 : 1);
            var areNumbers = x.GetValueKind() == JsonValueKind.Number && y.GetValueKind() == JsonValueKind.Number;
            return areNumbers
                ? x.GetValue<double>().CompareTo(y.GetValue<double>())
                : string.CompareOrdinal(x.ToString(), y.ToString());
        }
    }
}
