using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Finds the request for the page after a page, in each of the shapes that the service is known to answer with: a
/// cursor, page numbers, a flag, a total, or nothing at all, where only an empty page is the end. A list that can't be
/// read to its end fails.
/// </summary>
internal sealed class TaxonomyPager
{
    private const int MostEmptyPages = 100;

    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private string[]? _lastIds;
    private int _number;
    private int _emptyPages;
    private int _repeats;

    /// <summary>Takes a page for the next one of the list.</summary>
    /// <exception cref="TaxonomySerializationException">It is the page before once more.</exception>
    public void Accept(TaxonomyPage page)
    {
        _number++;
        _emptyPages = page.Results.Count == 0 ? _emptyPages + 1 : 0;
        string[] ids = [.. page.Results.Select(static taxonomy => taxonomy.TaxonomyId)];
        var isSame = ids.Length > 0 && Array.TrueForAll(ids, static id => id.Length > 0) && _lastIds?.SequenceEqual(ids) == true;
        _repeats = isSame ? _repeats + 1 : 0;

        // The single item of a page comes again where another is inserted before it.
        if (isSame && (ids.Length > 1 || _repeats > 1))
            throw Fault(page, "has the items of the one before, so that the service does not page");
        _lastIds = ids;
    }

    /// <summary>Returns the next request; null after the last page.</summary>
    /// <exception cref="TaxonomySerializationException">The list goes on, and there is no way to its next page.</exception>
    public ListTaxonomiesRequest? NextAfter(ListTaxonomiesRequest request, TaxonomyPage page)
    {
        if (request.Cursor is not null)
            _cursors.Add(request.Cursor);
        if (page.NextCursor is { } cursor)
            return NextByCursor(request, page, cursor);
        if (page.Pagination["next_cursor"] is JsonObject or JsonArray)
            throw Fault(page, "names a cursor that is no text");
        var saysMore = SaysMore(page);
        if (request.Cursor is not null || Count(page) == 0)
            return saysMore != true ? null : throw Fault(page, "says that there are more, and neither has any nor names a cursor");
        var offset = (request.Offset ?? 0) + Count(page);
        var isLast = (saysMore ?? IsFull(page)) == false;
        var isReachable = offset <= ListTaxonomiesRequest.MaxOffset;
        if (isLast && (!(Total(page) > offset) || (saysMore == false && !isReachable)))
            return null;
        return isReachable
            ? request with { Offset = offset }
            : throw Fault(page, $"is the last that an offset reaches (up to {ListTaxonomiesRequest.MaxOffset:N0}), and the list goes on; narrow it with a search or a filter");
    }

    /// <summary>The total that the paging data gives.</summary>
    public static long? PagesTotal(TaxonomyPage page) => Number(page, "total") ?? Number(page, "total_count");

    /// <summary>Whether a page says that another follows; null where it says nothing of it.</summary>
    public static bool? SaysMore(TaxonomyPage page)
    {
        if (page.NextCursor is not null)
            return true;
        if (Number(page, "page") is { } number && Number(page, "total_pages") is { } pages)
            return number < pages;
        if (Element(page, "has_more") is { ValueKind: JsonValueKind.True or JsonValueKind.False } more)
            return more.GetBoolean();
        if (Element(page, "next_page") is { ValueKind: JsonValueKind.String } next && !next.ValueEquals(""))
            return true;
        return page.Pagination.ContainsKey("next_cursor") && IsFull(page) != true ? false : null;
    }

    /// <summary>Whether a page has as many items as the service says it gives; null where it does not say.</summary>
    private static bool? IsFull(TaxonomyPage page) =>
        (Number(page, "limit") ?? Number(page, "page_size")) is { } limit ? Count(page) >= limit : null;

    /// <summary>How many items a page has, those included that are no taxonomies.</summary>
    private static int Count(TaxonomyPage page) => page.AdditionalProperties?["results"] is JsonArray all ? all.Count : page.Results.Count;

    private ListTaxonomiesRequest NextByCursor(ListTaxonomiesRequest request, TaxonomyPage page, string cursor)
    {
        if (_cursors.Contains(cursor))
            throw Fault(page, "names as the next one a page that was before it, so that the list would never end");
        if (_emptyPages >= MostEmptyPages)
            throw Fault(page, $"is the {MostEmptyPages}th empty one in a row, and names yet another");
        return request with { Cursor = cursor, Offset = null };
    }

    private TaxonomySerializationException Fault(TaxonomyPage page, string fault) => new($"Page {_number} of the list {fault}.")
    {
        Operation = TaxonomyOperations.List,
        ResponseBody = page.Pagination.ToJsonString(),
    };

    private static long? Total(TaxonomyPage page) => PagesTotal(page) ?? page.TotalCount;

    private static long? Number(TaxonomyPage page, string name) =>
        Element(page, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var result) ? result : null;

    private static JsonElement? Element(TaxonomyPage page, string name) =>
        page.Pagination[name] is JsonValue value && value.TryGetValue<JsonElement>(out var element) ? element : null;
}
