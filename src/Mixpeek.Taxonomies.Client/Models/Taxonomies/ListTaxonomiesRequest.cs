using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What <c>POST /v1/taxonomies/list</c> is asked: the filters go in the body, the paging in the query.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ListTaxonomiesRequest : ExtensibleModel, IModel<ListTaxonomiesRequest>
{
    internal const int MaxOffset = 10_000;
    internal const int MaxLimit = 1000;

    /// <summary>Text to look for in IDs, names and descriptions; null for all taxonomies. On the wire: <c>search</c>.</summary>
    public partial string? Search { get; init; }

    /// <summary>Which taxonomies are listed; null for all. On the wire: <c>filters</c>.</summary>
    public partial TaxonomyFilter? Filters { get; init; }

    /// <summary>The order; null for the service's own. On the wire: <c>sort</c>.</summary>
    public partial TaxonomySort? Sort { get; init; }

    /// <summary>Whether <see cref="Search"/> minds case. Defaults to false. On the wire: <c>case_sensitive</c>.</summary>
    [DefaultValue(false)]
    public partial bool CaseSensitive { get; init; }

    /// <summary>Taxonomies on a page, from 1 to 1,000; null for the service's default. In the query: <c>limit</c>.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// Taxonomies to skip, from 0 to 10,000; null for none. Not with <see cref="Cursor"/>. In the query:
    /// <c>offset</c>.
    /// </summary>
    public int? Offset { get; init; }

    /// <summary>
    /// Where to go on: <see cref="TaxonomyPage.NextCursor"/> of an earlier page; null for the start. In the query:
    /// <c>cursor</c>.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>Whether the service counts all matches, which costs it time. Defaults to false. In the query: <c>include_total</c>.</summary>
    public bool IncludeTotal { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(Limit)).InRange(Limit, 1, MaxLimit);
        at.Member(nameof(Offset)).InRange(Offset, 0, MaxOffset);
        at.Member(nameof(Cursor)).NullOrNotBlank(Cursor);
        if (Cursor is not null && Offset is not null)
            throw at.Member(nameof(Offset)).Invalid($"must not be set together with {nameof(Cursor)}");
        if (Sort is not null)
            at.Member(nameof(Sort)).Member(nameof(Sort.Field)).NotBlank(Sort.Field);
    }
}
