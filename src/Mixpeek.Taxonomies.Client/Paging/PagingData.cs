using System.Globalization;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What the paging data of a page says, in each of its known shapes.</summary>
internal static class PagingData
{
    /// <summary>What says that a page is the last; null where nothing says so. Page numbers do not count next to a cursor.</summary>
    public static string? EndOf(TaxonomyPage page)
    {
        if (HasMore(page) == false)
            return "has_more: false";
        return page.NextCursor is null && PageOf(page) is var (number, pages) && number >= pages ? Describe(number, pages) : null;
    }

    /// <summary>What says, other than a total, that another page follows; null where nothing says so.</summary>
    public static string? MoreOf(TaxonomyPage page)
    {
        if (page.NextCursor is not null)
            return "next_cursor";
        if (HasMore(page) == true)
            return "has_more: true";
        if (PageOf(page) is var (number, pages) && number < pages)
            return Describe(number, pages);
        // An address alone, after an empty page, leads to nothing: the next request goes by offset.
        return Count(page) == 0 || string.IsNullOrWhiteSpace(Text(page, "next_page")) ? null : "next_page";
    }

    /// <summary>Whether a page says that another follows; null where it says nothing of it.</summary>
    public static bool? SaysMore(TaxonomyPage page)
    {
        if (EndOf(page) is not null)
            return false;
        if (MoreOf(page) is not null)
            return true;
        return page.Pagination.ContainsKey("next_cursor") && IsFull(page) != true ? false : null;
    }

    /// <summary>The total, where it is greater than the number of taxonomies up to the end of a page; null where it is not, or where the number is not known.</summary>
    public static string? MoreThan(long? position, TaxonomyPage page) =>
        TotalOf(page) is var (name, total) && total > position ? $"{name}: {total.ToString(CultureInfo.InvariantCulture)}" : null;

    /// <summary>How many taxonomies the whole list has, and which member says so; null where none does.</summary>
    public static (string Name, long Total)? TotalOf(TaxonomyPage page)
    {
        if (Number(page, "total") is { } total)
            return ("total", total);
        return (Number(page, "total_count") ?? page.TotalCount) is { } count ? ("total_count", count) : null;
    }

    /// <summary>The total that the paging data itself gives.</summary>
    public static long? PagesTotal(TaxonomyPage page) => Number(page, "total") ?? Number(page, "total_count");

    /// <summary>Whether a page has as many items as the service says it gives; null where it does not say.</summary>
    public static bool? IsFull(TaxonomyPage page) =>
        (Number(page, "limit") ?? Number(page, "page_size")) is { } limit ? Count(page) >= limit : null;

    /// <summary>How many items a page has, those included that are no taxonomies.</summary>
    public static int Count(TaxonomyPage page) => page.AdditionalProperties?["results"] is JsonArray all ? all.Count : page.Results.Count;

    private static bool? HasMore(TaxonomyPage page) => bool.TryParse(Text(page, "has_more"), out var more) ? more : null;

    /// <summary>The number of a page and of all pages; null where the pages were not counted.</summary>
    private static (long Number, long Pages)? PageOf(TaxonomyPage page) =>
        Number(page, "page") is { } number && Number(page, "total_pages") is { } pages && (pages > 0 || Count(page) == 0) ? (number, pages) : null;

    private static string Describe(long number, long pages) => string.Create(CultureInfo.InvariantCulture, $"page: {number}, total_pages: {pages}");

    private static long? Number(TaxonomyPage page, string name) =>
        decimal.TryParse(Text(page, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.IsInteger(number) && number is >= 0 and <= long.MaxValue
            ? (long)number
            : null;

    /// <summary>A text, a number or a flag, which the service may also give as a text.</summary>
    private static string? Text(TaxonomyPage page, string name) => page.Pagination[name] is JsonValue value ? value.ToString() : null;
}
