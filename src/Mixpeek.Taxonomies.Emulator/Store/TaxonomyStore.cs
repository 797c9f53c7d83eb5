using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The taxonomies that an emulator holds, by namespace. Use by many threads is safe.</summary>
public sealed class TaxonomyStore
{
    private readonly object _lock = new();
    private readonly Dictionary<string, List<Taxonomy>> _namespaces = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly string _defaultNamespace;

    internal TaxonomyStore(TimeProvider clock, string defaultNamespace)
    {
        _clock = clock;
        _defaultNamespace = defaultNamespace;
        AddNamespace(defaultNamespace);
    }

    /// <summary>The taxonomies of the emulator's own namespace, in the order of their creation.</summary>
    public IReadOnlyList<Taxonomy> Taxonomies => In(_defaultNamespace);

    /// <summary>Adds a namespace; one that is there already stays as it is.</summary>
    /// <param name="name">The ID or name that requests give.</param>
    public void AddNamespace(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_lock)
            _namespaces.TryAdd(name, []);
    }

    /// <summary>Returns the taxonomies of a namespace, in the order of their creation.</summary>
    /// <param name="ns">The namespace.</param>
    /// <exception cref="KeyNotFoundException">There is no such namespace.</exception>
    public IReadOnlyList<Taxonomy> In(string ns)
    {
        lock (_lock)
            return _namespaces[ns].ToArray();
    }

    /// <summary>Adds a taxonomy, as a creation by a request would.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="config">Its config.</param>
    /// <param name="description">Its description; null for none.</param>
    /// <param name="ns">The namespace; null for the emulator's own.</param>
    /// <returns>The taxonomy with its ID.</returns>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Taxonomy Add(string name, TaxonomyConfig config, string? description = null, string? ns = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(config);
        return TryCreate(ns ?? _defaultNamespace, new Taxonomy { TaxonomyName = name, Description = description, Config = config })
            ?? throw new ArgumentException($"The name '{name}' is taken.", nameof(name));
    }

    /// <summary>Looks a taxonomy up by its ID and then by its name; null where there is none.</summary>
    /// <param name="taxonomy">The ID or name.</param>
    /// <param name="ns">The namespace; null for the emulator's own.</param>
    public Taxonomy? Find(string taxonomy, string? ns = null)
    {
        lock (_lock)
        {
            var index = IndexOf(_namespaces[ns ?? _defaultNamespace], taxonomy);
            return index < 0 ? null : _namespaces[ns ?? _defaultNamespace][index];
        }
    }

    internal bool HasNamespace(string ns)
    {
        lock (_lock)
            return _namespaces.ContainsKey(ns);
    }

    /// <summary>Gives a taxonomy its ID and creation time, and keeps it; null where its name is taken.</summary>
    internal Taxonomy? TryCreate(string ns, Taxonomy draft)
    {
        lock (_lock)
        {
            var taxonomies = _namespaces[ns];
            if (taxonomies.Any(other => other.TaxonomyName == draft.TaxonomyName))
                return null;
            var created = draft with
            {
                TaxonomyId = EmulatorIds.New("tax_", 12),
                Version = 1,
                CreatedAt = _clock.GetUtcNow(),
            };
            taxonomies.Add(created);
            return created;
        }
    }

    /// <summary>Changes a taxonomy in one step, unless its new name is taken.</summary>
    internal StoreOutcome Update(string ns, string taxonomy, Func<Taxonomy, Taxonomy> change, out Taxonomy? updated)
    {
        lock (_lock)
        {
            updated = null;
            var taxonomies = _namespaces[ns];
            var index = IndexOf(taxonomies, taxonomy);
            if (index < 0)
                return StoreOutcome.NotFound;
            var changed = change(taxonomies[index]);
            var isTaken = taxonomies.Any(
                other => other.TaxonomyName == changed.TaxonomyName && other.TaxonomyId != changed.TaxonomyId);
            if (isTaken)
                return StoreOutcome.NameTaken;
            updated = taxonomies[index] = changed;
            return StoreOutcome.Done;
        }
    }

    internal bool Delete(string ns, string taxonomy)
    {
        lock (_lock)
        {
            var index = IndexOf(_namespaces[ns], taxonomy);
            if (index >= 0)
                _namespaces[ns].RemoveAt(index);
            return index >= 0;
        }
    }

    private static int IndexOf(List<Taxonomy> taxonomies, string taxonomy)
    {
        var byId = taxonomies.FindIndex(other => other.TaxonomyId == taxonomy);
        return byId >= 0 ? byId : taxonomies.FindIndex(other => other.TaxonomyName == taxonomy);
    }
}
