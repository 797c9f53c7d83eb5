namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// The lists of a namespace: all taxonomies in the order of their addition and in the default order, and the results of
/// the latest queries. What has changed since a result was kept is applied to it when the query comes again, so that a
/// page costs what its items and the changes cost. Its caller holds the lock of the namespace.
/// </summary>
internal sealed class TaxonomyListings
{
    private const int MaxKept = 4;
    private const int MaxKeptText = 10_000;
    private const int MaxChanges = 1024;

    // Numbers alone, so that nothing of a taxonomy is held that has changed or been deleted.
    private readonly long[] _changes = new long[MaxChanges];
    private readonly LinkedList<Kept> _kept = new();
    private long _count;

    /// <summary>All taxonomies, in the order in which they were added.</summary>
    public TaxonomyListing Added { get; private set; } = TaxonomyListing.Of([], ListOrder.Added);

    /// <summary>All taxonomies, the newest first.</summary>
    public TaxonomyListing NewestFirst { get; private set; } = TaxonomyListing.Of([], ListOrder.NewestFirst);

    /// <summary>Lists a taxonomy in place of what was listed under its number; <c>null</c> for one that is deleted.</summary>
    public void Change(long number, ListedTaxonomy? added)
    {
        Added = Added.Replace(number, added);
        NewestFirst = NewestFirst.Replace(number, added);
        _changes[_count++ % MaxChanges] = number;
        if (_kept.Last is { } oldest && _count - oldest.Value.Changes > MaxChanges)
            _kept.RemoveLast();
    }

    /// <summary>Returns from what a query can be answered.</summary>
    public Start StartOf(string query)
    {
        if (_kept.FirstOrDefault(kept => kept.Query == query) is not { } found || _count - found.Changes > MaxChanges)
            return new Start(NewestFirst, null, [], _count);
        var changes = new HashSet<long>();
        for (var i = found.Changes; i < _count; i++)
            changes.Add(_changes[i % MaxChanges]);
        return new Start(NewestFirst, found.Listing, changes, _count);
    }

    /// <summary>Keeps a result in place of that of the query which was asked the longest time ago.</summary>
    public void Keep(string query, TaxonomyListing listing, long changes)
    {
        if (query.Length > MaxKeptText)
            return;
        if (_kept.FirstOrDefault(kept => kept.Query == query) is { } earlier)
            _kept.Remove(earlier);
        _kept.AddFirst(new Kept(query, listing, changes));
        if (_kept.Count > MaxKept)
            _kept.RemoveLast();
    }

    /// <summary>From what a query is answered.</summary>
    /// <param name="All">All taxonomies.</param>
    /// <param name="Earlier">The result of the same query at an earlier time; <c>null</c> if there is none.</param>
    /// <param name="Later">The numbers of the taxonomies that have changed since that time.</param>
    /// <param name="Changes">The number of changes that <paramref name="All"/> has seen.</param>
    internal sealed record Start(TaxonomyListing All, TaxonomyListing? Earlier, IReadOnlyCollection<long> Later, long Changes)
    {
        public TaxonomyListing Run(TaxonomyQuery query) => Earlier is null
            ? query.Run(All.Items)
            : Later.Aggregate(Earlier, (listing, number) => listing.Replace(number, All.Find(number) is { } changed ? query.Match(changed) : null));
    }

    private sealed record Kept(string Query, TaxonomyListing Listing, long Changes);
}
