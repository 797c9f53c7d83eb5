using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Which taxonomies a list request asks for, and in which order.</summary>
internal sealed class TaxonomyQuery(ListTaxonomiesRequest request, CancellationToken stop)
{
    private readonly JsonObject? _filter = request.Filters?.ToJson();
    private readonly FilterEvaluator _evaluator = new(stop);

    /// <summary>Whether all taxonomies are asked for, in the default order.</summary>
    public bool IsPlain => string.IsNullOrEmpty(request.Search) && _filter is null && request.Sort is null;

    /// <summary>The same for two requests that ask for the same.</summary>
    public string Text => TaxonomyJson.Serialize(request);

    private ListOrder Order => request.Sort switch
    {
        null => ListOrder.NewestFirst,
        { Direction: var direction } when direction == SortDirection.Descending => ListOrder.Descending,
        _ => ListOrder.Ascending,
    };

    public TaxonomyListing Run(IEnumerable<ListedTaxonomy> taxonomies) =>
        TaxonomyListing.Of([.. taxonomies.Select(Match).OfType<ListedTaxonomy>()], Order);

    /// <summary>Returns the taxonomy as it is listed; <c>null</c> if it does not match.</summary>
    public ListedTaxonomy? Match(ListedTaxonomy listed)
    {
        stop.ThrowIfCancellationRequested();
        if (!IsFound(listed.Taxonomy))
            return null;
        if (_filter is null && request.Sort is null)
            return listed;
        var document = JsonNode.Parse(TaxonomyJson.Serialize(listed.Taxonomy))!;
        if (_filter is not null && !_evaluator.Matches(document, _filter, request.CaseSensitive))
            return null;
        return request.Sort is { } sort ? listed with { Key = DocumentKey.At(document, sort.Field) } : listed;
    }

    private bool IsFound(Taxonomy taxonomy)
    {
        if (string.IsNullOrEmpty(request.Search))
            return true;
        var comparison = request.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return taxonomy.TaxonomyId.Contains(request.Search, comparison)
            || taxonomy.TaxonomyName.Contains(request.Search, comparison)
            || taxonomy.Description?.Contains(request.Search, comparison) == true;
    }
}
