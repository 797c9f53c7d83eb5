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
    private readonly int _flat;
    private readonly int _hierarchical;
    private readonly int _withRetrievers;

    private TaxonomyListing(ImmutableSortedSet<ListedTaxonomy> items, int flat, int hierarchical, int withRetrievers)
    {
        _items = items;
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
        items.Count(static item => IsFlat(item)),
        items.Count(static item => IsHierarchical(item)),
        items.Count(static item => HasRetriever(item)));

    /// <summary>Takes an item away, if it is there, and adds another.</summary>
    public TaxonomyListing Replace(ListedTaxonomy? old, ListedTaxonomy? added)
    {
        var rest = old is null ? _items : _items.Remove(old);
        var items = added is null ? rest : rest.Add(added);
        var left = rest == _items ? null : old;
        return new TaxonomyListing(items, _flat + Change(IsFlat), _hierarchical + Change(IsHierarchical), _withRetrievers + Change(HasRetriever));

        int Change(Func<ListedTaxonomy, bool> counts) =>
            (added is not null && counts(added) ? 1 : 0) - (left is not null && counts(left) ? 1 : 0);
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
