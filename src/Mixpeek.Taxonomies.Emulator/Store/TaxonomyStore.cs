using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>What an emulator holds: taxonomies by namespace, collections, templates and assignments. Use by many threads is safe.</summary>
public sealed class TaxonomyStore
{
    private readonly ConcurrentDictionary<string, TaxonomyNamespace> _namespaces = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly string _defaultNamespace;
    private readonly int _pollsUntilReady;

    internal TaxonomyStore(TimeProvider clock, string defaultNamespace, int pollsUntilReady)
    {
        _clock = clock;
        _defaultNamespace = defaultNamespace;
        _pollsUntilReady = pollsUntilReady;
        AddNamespace(defaultNamespace);
    }

    /// <summary>The taxonomies of the emulator's own namespace as they are now, in the order of their creation. Later changes do not change the list.</summary>
    public IReadOnlyList<Taxonomy> Taxonomies => In(_defaultNamespace);

    /// <summary>The reference collections.</summary>
    public CollectionStore Collections { get; } = new();

    /// <summary>The templates.</summary>
    public TemplateStore Templates { get; } = new();

    /// <summary>The assignments that analytics are computed from.</summary>
    public AssignmentStore Assignments { get; } = new();

    /// <summary>Adds a namespace; one that is there already stays as it is.</summary>
    /// <param name="name">The ID or name that requests give.</param>
    public void AddNamespace(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _namespaces.TryAdd(name, new TaxonomyNamespace());
    }

    /// <summary>Returns the taxonomies of a namespace as they are now, in the order of their creation. Later changes do not change the list.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <exception cref="KeyNotFoundException">There is no such namespace.</exception>
    public IReadOnlyList<Taxonomy> In(string namespaceName) => _namespaces[namespaceName].Taxonomies;

    /// <summary>Adds a taxonomy, as a creation by a request would.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="config">Its config.</param>
    /// <param name="description">Its description; null for none.</param>
    /// <param name="namespaceName">The namespace; null for the emulator's own.</param>
    /// <param name="id">Its ID; null makes one up.</param>
    /// <param name="metadata">Its metadata; null for none.</param>
    /// <returns>The taxonomy with its ID.</returns>
    /// <exception cref="ArgumentException">The name or the ID is taken, or the config is empty or no tree.</exception>
    public Taxonomy Add(
        string name, TaxonomyConfig config, string? description = null, string? namespaceName = null, string? id = null, JsonObject? metadata = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(config);
        if (config is UnknownTaxonomyConfig { Raw.ValueKind: not JsonValueKind.Object })
            throw new ArgumentException("The config is empty.", nameof(config));
        if (HierarchyValidator.FindFault(config) is { } fault)
            throw new ArgumentException(fault, nameof(config));
        var draft = new Taxonomy
        {
            TaxonomyId = id ?? "",
            TaxonomyName = name,
            Description = description,
            Config = config,
            Metadata = (JsonObject?)metadata?.DeepClone() ?? [],
        };
        return TryCreate(namespaceName ?? _defaultNamespace, draft)
            ?? throw new ArgumentException($"The name '{name}' or the ID is taken.", nameof(name));
    }

    /// <summary>Looks a taxonomy up by its ID and then by its name; null where there is none.</summary>
    /// <param name="taxonomy">The ID or name.</param>
    /// <param name="namespaceName">The namespace; null for the emulator's own.</param>
    public Taxonomy? Find(string taxonomy, string? namespaceName = null) => Use(namespaceName ?? _defaultNamespace, taxonomy, stored => stored.Head);

    /// <summary>Ends the inference of a hierarchy: its nodes are filled in and it is ready.</summary>
    /// <param name="taxonomy">The ID or name.</param>
    /// <param name="namespaceName">The namespace; null for the emulator's own.</param>
    /// <returns>The taxonomy as it is now.</returns>
    /// <exception cref="KeyNotFoundException">There is no such taxonomy.</exception>
    public Taxonomy CompleteInference(string taxonomy, string? namespaceName = null)
    {
        var completed = Use(namespaceName ?? _defaultNamespace, taxonomy, stored =>
        {
            stored.CompleteInference();
            return stored.Head;
        });
        return completed ?? throw new KeyNotFoundException($"There is no taxonomy '{taxonomy}'.");
    }

    /// <summary>Adds what a JSON text lists: taxonomies, collections, applications, templates and assignments.</summary>
    /// <param name="json">The text; the README shows its shape.</param>
    /// <exception cref="FormatException">The text can't be read, or has what the emulator would not keep; the message names it. Nothing is added.</exception>
    /// <exception cref="ArgumentException">Two items have the same name or ID, or one has what an item of the store has; the message has both places. Nothing is added.</exception>
    public void Load(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        TaxonomySeed.Load(this, json);
    }

    /// <summary>
    /// Adds what a file of JSON lists, as <see cref="Load"/> does. The file is UTF-8, with or without a byte order mark, or
    /// UTF-16 with one.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="TaxonomySerializationException">The file is not text in one of these encodings; the message names the file, the line and the column.</exception>
    /// <exception cref="FormatException">The file can't be read as a seed; the message names the file and the member.</exception>
    /// <exception cref="ArgumentException">The path is blank, or a name or an ID is taken.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public Task LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return TaxonomySeed.LoadAsync(this, path, cancellationToken);
    }

    internal bool HasNamespace(string namespaceName) => _namespaces.ContainsKey(namespaceName);

    /// <summary>Whether a taxonomy of the emulator's own namespace has this ID.</summary>
    internal bool HasId(string id) => _namespaces[_defaultNamespace].HasId(id);

    /// <summary>Whether a taxonomy of the emulator's own namespace has this name.</summary>
    internal bool HasName(string name) => _namespaces[_defaultNamespace].HasName(name);

    /// <summary>Does something with a taxonomy in one step; null where there is none.</summary>
    internal T? Use<T>(string namespaceName, string taxonomy, Func<StoredTaxonomy, T?> action)
        where T : class => _namespaces[namespaceName].Use(taxonomy, action);

    /// <summary>Returns the taxonomies that a query asks for.</summary>
    internal TaxonomyListing List(string namespaceName, TaxonomyQuery query) => _namespaces[namespaceName].List(query);

    /// <summary>Makes a new taxonomy of a draft, with its ID and creation time; null where the name or the ID is taken.</summary>
    internal Taxonomy? TryCreate(string namespaceName, Taxonomy draft) => TryAdd(namespaceName, draft with
    {
        Version = 1,
        Ready = !HierarchyInference.IsNeeded(draft.Config),
        CreatedAt = Now,
    });

    /// <summary>Keeps a taxonomy of a seed as it is; false where the name or the ID is taken.</summary>
    internal bool TryKeep(Taxonomy taxonomy) =>
        TryAdd(_defaultNamespace, taxonomy with { CreatedAt = taxonomy.CreatedAt ?? Now }) is not null;

    internal Taxonomy? AddVersion(string namespaceName, string taxonomyId, TaxonomyConfig config)
    {
        config = KnownMembers.Only(config);
        return Use(namespaceName, taxonomyId, stored => stored.AddVersion(config, Now, _pollsUntilReady));
    }

    /// <summary>Changes a taxonomy in one step, unless its new name is taken.</summary>
    internal StoreOutcome Update(string namespaceName, string taxonomy, Func<Taxonomy, Taxonomy> change, out Taxonomy? updated) =>
        _namespaces[namespaceName].Update(taxonomy, change, out updated);

    internal bool Delete(string namespaceName, string taxonomy) => _namespaces[namespaceName].Delete(taxonomy);

    private DateTimeOffset Now => EmulatorTime.Of(_clock);

    private Taxonomy? TryAdd(string namespaceName, Taxonomy draft) => _namespaces[namespaceName].TryAdd(draft, _pollsUntilReady);
}
