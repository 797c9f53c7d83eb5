using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Searches, filters and sorts taxonomies as a list request asks.</summary>
internal static class TaxonomyQuery
{
    public static List<Taxonomy> Run(IReadOnlyList<Taxonomy> taxonomies, ListTaxonomiesRequest request, CancellationToken stop)
    {
        var found = taxonomies.Where(taxonomy => IsFound(taxonomy, request));
        if (request.Filters is null && request.Sort is null)
            return [.. NewestFirst(found)];
        var evaluator = new FilterEvaluator(stop);
        var filter = request.Filters?.ToJson() ?? [];
        var matches = NewestFirst(found)
            .Select(static taxonomy => (taxonomy, JsonNode.Parse(TaxonomyJson.Serialize(taxonomy))!))
            .Where(document => evaluator.Matches(document.Item2, filter, request.CaseSensitive));
        if (request.Sort is { } sort)
            matches = DocumentOrder.Sort(matches.Reverse(), [(sort.Field, sort.Direction == SortDirection.Descending)]);
        return [.. matches.Select(static document => document.taxonomy)];
    }

    private static bool IsFound(Taxonomy taxonomy, ListTaxonomiesRequest request)
    {
        if (string.IsNullOrEmpty(request.Search))
            return true;
        var comparison = request.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return new[] { taxonomy.TaxonomyId, taxonomy.TaxonomyName, taxonomy.Description }
            .Any(text => text?.Contains(request.Search, comparison) == true);
    }

    private static IEnumerable<Taxonomy> NewestFirst(IEnumerable<Taxonomy> taxonomies) =>
        taxonomies.Reverse().OrderByDescending(static taxonomy => taxonomy.CreatedAt);
}
