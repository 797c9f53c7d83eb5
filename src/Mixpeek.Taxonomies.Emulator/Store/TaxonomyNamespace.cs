using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// The taxonomies of a namespace. They are found by ID and by name in constant time, and listed by snapshots that later
/// changes leave as they are, so that a list does not hold up a change.
/// </summary>
internal sealed class TaxonomyNamespace
{
    private readonly object _lock = new();
    private readonly Dictionary<string, StoredTaxonomy> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredTaxonomy> _byName = new(StringComparer.Ordinal);
    private readonly TaxonomyListings _listings = new();
    private long _added;

    /// <summary>The taxonomies as they are now, in the order in which they were added.</summary>
    public TaxonomyListing Taxonomies
    {
        get
        {
            lock (_lock)
                return _listings.Added;
        }
    }

    /// <summary>Does something with a taxonomy in one step; <c>null</c> if there is none of this ID or name.</summary>
    public T? Use<T>(string taxonomy, Func<StoredTaxonomy, T?> action)
        where T : class
    {
        lock (_lock)
        {
            if (Find(taxonomy) is not { } stored)
                return null;
            var result = action(stored);
            List(stored);
            return result;
        }
    }

    /// <summary>Adds a taxonomy, with an ID if it has none; <c>null</c> if its name or its ID is taken.</summary>
    public Taxonomy? TryAdd(Taxonomy draft, int pollsUntilReady)
    {
        draft = KnownMembers.Only(draft);
        lock (_lock)
        {
            if (_byName.ContainsKey(draft.TaxonomyName) || _byId.ContainsKey(draft.TaxonomyId))
                return null;
            if (draft.TaxonomyId.Length == 0)
                draft = draft with { TaxonomyId = NewId() };
            var added = new StoredTaxonomy(draft, ++_added, pollsUntilReady);
            _byId.Add(draft.TaxonomyId, added);
            _byName.Add(draft.TaxonomyName, added);
            List(added);
            return draft;
        }
    }

    /// <summary>Changes what a taxonomy has beside its config in one step, unless its new name is taken.</summary>
    public StoreOutcome Update(string taxonomy, Func<Taxonomy, Taxonomy> change, out Taxonomy? updated)
    {
        lock (_lock)
        {
            updated = null;
            if (Find(taxonomy) is not { } stored)
                return StoreOutcome.NotFound;
            var changed = change(stored.Head);
            if (_byName.TryGetValue(changed.TaxonomyName, out var other) && other != stored)
                return StoreOutcome.NameTaken;
            _byName.Remove(stored.Head.TaxonomyName);
            stored.Rename(changed);
            _byName.Add(changed.TaxonomyName, stored);
            List(stored);
            updated = stored.Head;
            return StoreOutcome.Done;
        }
    }

    public bool Delete(string taxonomy)
    {
        lock (_lock)
        {
            if (Find(taxonomy) is not { } stored)
                return false;
            _byId.Remove(stored.Head.TaxonomyId);
            _byName.Remove(stored.Head.TaxonomyName);
            _listings.Change(stored.Number, null);
            return true;
        }
    }

    public bool HasId(string id)
    {
        lock (_lock)
            return _byId.ContainsKey(id);
    }

    public bool HasName(string name)
    {
        lock (_lock)
            return _byName.ContainsKey(name);
    }

    /// <summary>Returns the taxonomies that a query asks for. The query runs on a snapshot, outside of the lock.</summary>
    public TaxonomyListing List(TaxonomyQuery query)
    {
        if (query.IsPlain)
        {
            lock (_lock)
                return _listings.NewestFirst;
        }

        var text = query.Text;
        TaxonomyListings.Start start;
        lock (_lock)
            start = _listings.StartOf(text);
        var listing = start.Run(query);
        lock (_lock)
            _listings.Keep(text, listing, start.Changes);
        return listing;
    }

    /// <summary>The ID counts before the name.</summary>
    private StoredTaxonomy? Find(string taxonomy) => _byId.GetValueOrDefault(taxonomy) ?? _byName.GetValueOrDefault(taxonomy);

    private string NewId()
    {
        while (true)
        {
            var id = EmulatorIds.New("tax_", 12);
            if (!_byId.ContainsKey(id))
                return id;
        }
    }

    /// <summary>Lists a taxonomy as it is now, if it has changed.</summary>
    private void List(StoredTaxonomy stored)
    {
        if (stored.TryList())
            _listings.Change(stored.Number, new ListedTaxonomy(stored.Head, stored.Number));
    }
}
