using System.Collections;
using System.Collections.Immutable;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Taxonomies in an order, with their statistics. It does not change: a change makes another one, which shares all but a
/// logarithmic part with it. An item is found by its index in logarithmic time.
/// </summary>
internal sealed class TaxonomyListing : IReadOnlyList<Taxonomy>
{
    private readonly ImmutableSortedSet<ListedTaxonomy> _items;
    private readonly ImmutableDictionary<long, ListedTaxonomy> _byNumber;
    private readonly int _flat;
    private readonly int _hierarchical;
    private readonly int _withRetrievers;

    private TaxonomyListing(
        ImmutableSortedSet<ListedTaxonomy> items, ImmutableDictionary<long, ListedTaxonomy> byNumber, int flat, int hierarchical, int withRetrievers)
    {
        _items = items;
        _byNumber = byNumber;
        _flat = flat;
        _hierarchical = hierarchical;
        _withRetrievers = withRetrievers;
    }

    public int Count => _items.Count;

    public IEnumerable<ListedTaxonomy> Items => _items;

    public TaxonomyListStats Stats => new()
    {
        TotalTaxonomies = Count,
        FlatTaxonomies = _flat,
        HierarchicalTaxonomies = _hierarchical,
        TaxonomiesWithRetrievers = _withRetrievers,
    };

    public Taxonomy this[int index] => _items[index].Taxonomy;

    public static TaxonomyListing Of(IReadOnlyCollection<ListedTaxonomy> items, ListOrder order) => new(
        ImmutableSortedSet.CreateRange(order, items),
        items.ToImmutableDictionary(static item => item.Number),
        items.Count(static item => IsFlat(item)),
        items.Count(static item => IsHierarchical(item)),
        items.Count(static item => HasRetriever(item)));

    /// <summary>Returns the item of a number; <c>null</c> if there is none.</summary>
    public ListedTaxonomy? Find(long number) => _byNumber.GetValueOrDefault(number);

    /// <summary>Takes the item of a number away, if there is one, and adds another, if there is one.</summary>
    public TaxonomyListing Replace(long number, ListedTaxonomy? added)
    {
        var old = Find(number);
        var items = old is null ? _items : _items.Remove(old);
        return new TaxonomyListing(
            added is null ? items : items.Add(added),
            added is null ? _byNumber.Remove(number) : _byNumber.SetItem(number, added),
            _flat + Change(IsFlat),
            _hierarchical + Change(IsHierarchical),
            _withRetrievers + Change(HasRetriever));

        int Change(Func<ListedTaxonomy, bool> counts) =>
            (added is not null && counts(added) ? 1 : 0) - (old is not null && counts(old) ? 1 : 0);
    }

    public Taxonomy[] Page(int offset, int limit)
    {
        var page = new Taxonomy[Math.Clamp(Count - offset, 0, limit)];
        for (var i = 0; i < page.Length; i++)
            page[i] = this[offset + i];
        return page;
    }

    public IEnumerator<Taxonomy> GetEnumerator() => _items.Select(static item => item.Taxonomy).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsFlat(ListedTaxonomy item) => item.Taxonomy.Config is FlatTaxonomyConfig;

    private static bool IsHierarchical(ListedTaxonomy item) => item.Taxonomy.Config is HierarchicalTaxonomyConfig;

    private static bool HasRetriever(ListedTaxonomy item) =>
        item.Taxonomy.Config is FlatTaxonomyConfig or HierarchicalTaxonomyConfig { RetrieverId: not null };
}
