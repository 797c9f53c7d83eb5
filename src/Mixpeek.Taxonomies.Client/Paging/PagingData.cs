using System.Globalization;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What the paging data of a page says, in each of its known shapes. It is taken out of the page once.</summary>
internal sealed class PagingData(TaxonomyPage page)
{
    private readonly JsonObject _members = page.Pagination;

    /// <summary>Where the next page begins; null if the service gives no cursor.</summary>
    public string? Cursor { get; } = page.NextCursor;

    /// <summary>Whether the service gives a cursor that is not a string.</summary>
    public bool HasUnreadableCursor => _members["next_cursor"] is JsonObject or JsonArray;

    /// <summary>How many items the page has, including those that are not taxonomies.</summary>
    public int Count { get; } = page.AdditionalProperties?["results"] is JsonArray all ? all.Count : page.Results.Count;

    /// <summary>What says that a page is the last; null where nothing says so. Page numbers do not count next to a cursor.</summary>
    public string? End()
    {
        if (HasMore() == false)
            return "has_more: false";
        return Cursor is null && PageNumber() is var (number, pages) && number >= pages ? Describe(number, pages) : null;
    }

    /// <summary>What says, other than a total, that another page follows; null where nothing says so.</summary>
    public string? More()
    {
        if (Cursor is not null)
            return "next_cursor";
        if (HasMore() == true)
            return "has_more: true";
        if (PageNumber() is var (number, pages) && number < pages)
            return Describe(number, pages);
        // An address alone, after an empty page, leads to nothing: the next request goes by offset.
        return Count == 0 || string.IsNullOrWhiteSpace(Text("next_page")) ? null : "next_page";
    }

    /// <summary>Whether a page says that another follows; null where it says nothing of it.</summary>
    public bool? SaysMore()
    {
        if (End() is not null)
            return false;
        if (More() is not null)
            return true;
        return _members.ContainsKey("next_cursor") && IsFull() != true ? false : null;
    }

    /// <summary>The total, where it is greater than the number of taxonomies up to the end of a page; null where it is not, or where the number is not known.</summary>
    public string? MoreThan(long? position) =>
        Total() is var (name, total) && total > position ? $"{name}: {total.ToString(CultureInfo.InvariantCulture)}" : null;

    /// <summary>How many taxonomies the whole list has, and which member says so; null where none does.</summary>
    public (string Name, long Total)? Total()
    {
        if (Number("total") is { } total)
            return ("total", total);
        return (Number("total_count") ?? page.TotalCount) is { } count ? ("total_count", count) : null;
    }

    /// <summary>The total that the paging data itself gives.</summary>
    public long? OwnTotal() => Number("total") ?? Number("total_count");

    /// <summary>Whether a page has as many items as the service says it gives; null where it does not say.</summary>
    public bool? IsFull() =>
        (Number("limit") ?? Number("page_size")) is { } limit ? Count >= limit : null;

    private bool? HasMore() => bool.TryParse(Text("has_more"), out var more) ? more : null;

    /// <summary>The number of a page and of all pages; null where the pages were not counted.</summary>
    private (long Number, long Pages)? PageNumber() =>
        Number("page") is { } number && Number("total_pages") is { } pages && (pages > 0 || Count == 0) ? (number, pages) : null;

    private static string Describe(long number, long pages) => string.Create(CultureInfo.InvariantCulture, $"page: {number}, total_pages: {pages}");

    private long? Number(string name) =>
        decimal.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.IsInteger(number) && number is >= 0 and <= long.MaxValue
            ? (long)number
            : null;

    /// <summary>A text, a number or a flag, which the service may also give as a text.</summary>
    private string? Text(string name) => _members[name] is JsonValue value ? value.ToString() : null;
}
