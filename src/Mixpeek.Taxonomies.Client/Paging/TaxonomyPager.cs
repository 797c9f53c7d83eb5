using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Finds the request for the page after a page, in each of the shapes that the service is known to answer with: a
/// cursor, page numbers, a flag, a total, or nothing at all, where only an empty page is the end. A page that says it is
/// the last ends the list, even if its other paging data says that more follow. A list that can't be read to its end fails.
/// </summary>
/// <param name="verifies">Whether a page that comes again fails the list, which it otherwise ends.</param>
/// <param name="log">Where contradictions in the paging data are logged.</param>
internal sealed class TaxonomyPager(bool verifies, ILogger log)
{
    private const int MostEmptyPages = 100;

    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private string[]? _lastKeys;
    private int _number;
    private int _emptyPages;
    private int _repeats;
    private long? _position;

    /// <summary>Takes a page for the next one of the list; false where the list has ended before it, which it repeats.</summary>
    /// <exception cref="TaxonomySerializationException">It is the page before again.</exception>
    public bool Accept(ListTaxonomiesRequest request, TaxonomyPage page)
    {
        if (_number++ == 0 && request.Cursor is null)
            _position = request.Offset ?? 0;
        _emptyPages = page.Results.Count == 0 ? _emptyPages + 1 : 0;
        string[] keys = [.. page.Results.Select(static taxonomy => taxonomy.TaxonomyId.Length > 0 ? taxonomy.TaxonomyId : taxonomy.TaxonomyName)];
        var isSame = keys.Length > 0 && Array.TrueForAll(keys, static key => key.Length > 0) && _lastKeys?.SequenceEqual(keys) == true;
        _repeats = isSame ? _repeats + 1 : 0;

        if (isSame && !verifies)
            return false;

        // The single item of a page comes again where another is inserted before it.
        if (isSame && (keys.Length > 1 || _repeats > 1))
            return IsWhole(new PagingData(page)) ? false : throw Fault(page, "has the items of the one before, so that the service does not page");
        _lastKeys = keys;
        _position += new PagingData(page).Count;
        return true;
    }

    /// <summary>Returns the next request; null after the last page.</summary>
    /// <exception cref="TaxonomySerializationException">The list goes on, and there is no way to its next page.</exception>
    public ListTaxonomiesRequest? NextAfter(ListTaxonomiesRequest request, TaxonomyPage page)
    {
        if (request.Cursor is not null)
            _cursors.Add(request.Cursor);
        var paging = new PagingData(page);
        if (paging.End() is { } end)
        {
            if ((paging.More() ?? paging.MoreThan(_position)) is { } more)
                log.PagingContradicted("list", _number, end, more);
            return null;
        }

        if (paging.Cursor is { } cursor)
            return _cursors.Contains(cursor) && IsWhole(paging) ? null : NextByCursor(request, page, cursor);
        if (paging.HasUnreadableCursor)
            throw Fault(page, "names a cursor that is no text");
        var saysMore = paging.SaysMore();
        if (request.Cursor is not null || paging.Count == 0)
            return saysMore != true || IsWhole(paging) ? null : throw Fault(page, "says that there are more, and neither has any nor names a cursor");
        var offset = (request.Offset ?? 0) + paging.Count;
        var isLast = (saysMore ?? paging.IsFull()) == false;
        var isReachable = offset <= ListTaxonomiesRequest.MaxOffset;
        if (isLast && (paging.MoreThan(offset) is null || (saysMore == false && !isReachable)))
            return null;
        return isReachable
            ? request with { Offset = offset }
            : throw Fault(page, $"is the last that an offset reaches (up to {ListTaxonomiesRequest.MaxOffset:N0}), and the list goes on; narrow it with a search or a filter");
    }

    /// <summary>Whether everything was read that the service counts, although it says that more follow.</summary>
    private bool IsWhole(PagingData paging)
    {
        if (paging.Total() is not var (name, total) || !(total <= _position) || (total == 0 && _position > 0))
            return false;
        log.PagingContradicted("list", _number, $"{name}: {total.ToString(CultureInfo.InvariantCulture)}", paging.More() ?? "its last page again");
        return true;
    }

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
}
