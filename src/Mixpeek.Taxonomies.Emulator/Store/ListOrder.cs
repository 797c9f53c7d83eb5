namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The orders that taxonomies are listed in. No two taxonomies are equal in any of them.</summary>
internal sealed class ListOrder : IComparer<ListedTaxonomy>
{
    private readonly Comparison<ListedTaxonomy> _comparison;

    private ListOrder(Comparison<ListedTaxonomy> comparison) => _comparison = comparison;

    /// <summary>The order in which taxonomies were added.</summary>
    public static ListOrder Added { get; } = new(static (x, y) => x.Number.CompareTo(y.Number));

    /// <summary>The order of a list without a sort: the latest creation time comes first.</summary>
    public static ListOrder NewestFirst { get; } = new(static (x, y) => CompareTimes(y, x));

    /// <summary>By the keys; equal keys by their creation times.</summary>
    public static ListOrder Ascending { get; } = new(static (x, y) => CompareKeys(x.Key.CompareTo(y.Key), x, y));

    /// <summary>By the keys, the greatest first; equal keys by their creation times, the earliest first.</summary>
    public static ListOrder Descending { get; } = new(static (x, y) => CompareKeys(y.Key.CompareTo(x.Key), x, y));

    public int Compare(ListedTaxonomy? x, ListedTaxonomy? y) => _comparison(x!, y!);

    private static int CompareKeys(int byKey, ListedTaxonomy x, ListedTaxonomy y) => byKey != 0 ? byKey : CompareTimes(x, y);

    private static int CompareTimes(ListedTaxonomy x, ListedTaxonomy y)
    {
        var byTime = Nullable.Compare(x.Taxonomy.CreatedAt, y.Taxonomy.CreatedAt);
        return byTime != 0 ? byTime : x.Number.CompareTo(y.Number);
    }
}
