using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Finds the request for the page after a page, in each of the shapes that the service is known to answer with: a
/// cursor, page numbers, a flag, or nothing at all.
/// </summary>
internal sealed class TaxonomyPager
{
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);

    /// <summary>Returns the next request; null after the last page.</summary>
    /// <exception cref="TaxonomySerializationException">The service names a cursor again that it named before, so that the list would never end.</exception>
    public ListTaxonomiesRequest? NextAfter(ListTaxonomiesRequest request, TaxonomyPage page)
    {
        if (request.Cursor is not null)
            _cursors.Add(request.Cursor);
        if (page.NextCursor is { } cursor)
            return NextByCursor(request, page, cursor);
        if (page.Results.Count == 0 || request.Cursor is not null || !SaysMore(request, page))
            return null;
        var offset = (request.Offset ?? 0) + page.Results.Count;
        return offset <= ListTaxonomiesRequest.MaxOffset ? request with { Offset = offset } : null;
    }

    private ListTaxonomiesRequest NextByCursor(ListTaxonomiesRequest request, TaxonomyPage page, string cursor)
    {
        if (_cursors.Contains(cursor))
        {
            throw new TaxonomySerializationException("The service names a page as the next one that it gave before; the list would never end.")
            {
                Operation = TaxonomyOperations.List,
                ResponseBody = page.Pagination.ToJsonString(),
            };
        }

        return request with { Cursor = cursor, Offset = null };
    }

    private static bool SaysMore(ListTaxonomiesRequest request, TaxonomyPage page)
    {
        if (Number(page, "page") is { } number && Number(page, "total_pages") is { } pages)
            return number < pages;
        if (page.Pagination["has_more"] is JsonValue value && value.TryGetValue<JsonElement>(out var more)
            && more.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return more.GetBoolean();
        }

        var limit = request.Limit ?? Number(page, "limit") ?? Number(page, "page_size");
        return limit is null || page.Results.Count >= limit;
    }

    private static int? Number(TaxonomyPage page, string name) =>
        page.Pagination[name] is JsonValue value && value.TryGetValue<JsonElement>(out var number)
        && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var result)
            ? result
            : null;
}
