namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The IDs of one namespace and what stands for them in another, so that a config can be taken from the one to the
/// other. An ID that the map lacks is refused, never guessed.
/// </summary>
public sealed record TaxonomyIdMap
{
    private static readonly HashSet<string> Groups = new(StringComparer.Ordinal) { "retrievers", "collections", "clusters" };

    /// <summary>The IDs of retrievers, each with the one that takes its place.</summary>
    public IReadOnlyDictionary<string, string> Retrievers { get; init => field = Stored.Of(value)!; } = TextMap.Missing;

    /// <summary>The IDs of collections, each with the one that takes its place.</summary>
    public IReadOnlyDictionary<string, string> Collections { get; init => field = Stored.Of(value)!; } = TextMap.Missing;

    /// <summary>The IDs of clusters, each with the one that takes its place.</summary>
    public IReadOnlyDictionary<string, string> Clusters { get; init => field = Stored.Of(value)!; } = TextMap.Missing;

    /// <summary>
    /// Reads a map from a file of JSON: an object with <c>retrievers</c>, <c>collections</c> and <c>clusters</c>, each an
    /// object with the new ID for each ID. The file is read as strictly as <see cref="TaxonomyFile.ReadAsync(string, CancellationToken)"/> reads.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="TaxonomySerializationException">The file is not such a map; the message names the file and the line.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Task<TaxonomyIdMap> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        new ArgumentPath(nameof(path)).NotBlank(path);
        return ReadFileAsync(path, cancellationToken);
    }

    /// <summary>Makes the config of the other namespace.</summary>
    /// <param name="config">The config as it is in its own namespace.</param>
    /// <exception cref="ArgumentException">The map lacks IDs of the config, which are listed, or the config is of a type that this version does not know.</exception>
    public TaxonomyConfig Apply(TaxonomyConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        Refuse(config, (config as FlatTaxonomyConfig)?.SourceCollection);
        Refuse([.. (config as HierarchicalTaxonomyConfig)?.HierarchicalNodes ?? []]);
        TaxonomyConfig mapped = config switch
        {
            FlatTaxonomyConfig flat => Apply(flat, missing),
            HierarchicalTaxonomyConfig hierarchical => Apply(hierarchical, missing),
            _ => throw new ArgumentException($"The IDs of a config of the type '{config.TaxonomyType}' are not known to this version.", nameof(config)),
        };
        return missing.Count == 0
            ? mapped
            : throw new ArgumentException($"The map lacks {string.Join(", ", missing)}.", nameof(config));
    }

    private static async Task<TaxonomyIdMap> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        var maps = await TextMapFile.ReadGroupsAsync(path, Groups, cancellationToken).ConfigureAwait(false);
        return new TaxonomyIdMap
        {
            Retrievers = maps.GetValueOrDefault("retrievers", TextMap.Missing),
            Collections = maps.GetValueOrDefault("collections", TextMap.Missing),
            Clusters = maps.GetValueOrDefault("clusters", TextMap.Missing),
        };
    }

    /// <summary>Refuses what holds IDs in a shape that is not understood.</summary>
    private static void Refuse(params ExtensibleModel?[] models)
    {
        var odd = models.SelectMany(static model => model?.AdditionalProperties ?? []).Select(static member => member.Key)
            .FirstOrDefault(static name => name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal) || name is "hierarchical_nodes" or "source_collection" or "inference_collections");
        if (odd is not null)
            throw new ArgumentPath("config").Invalid($"has IDs in its '{HeaderText.Printable(odd)}', in a shape that is not known");
    }

    private FlatTaxonomyConfig Apply(FlatTaxonomyConfig config, SortedSet<string> missing) => config with
    {
        RetrieverId = Map("the retriever", Retrievers, config.RetrieverId, missing)!,
        SourceCollection = config.SourceCollection with { CollectionId = Map("the collection", Collections, config.SourceCollection.CollectionId, missing)! },
    };

    private HierarchicalTaxonomyConfig Apply(HierarchicalTaxonomyConfig config, SortedSet<string> missing) => config with
    {
        RetrieverId = Map("the retriever", Retrievers, config.RetrieverId, missing),
        InferenceCollections = config.InferenceCollections?.Select(id => Map("the collection", Collections, id, missing)!).ToArray(),
        ClusterIds = config.ClusterIds?.Select(id => Map("the cluster", Clusters, id, missing)!).ToArray(),
        HierarchicalNodes = config.HierarchicalNodes?.Select(node => node with
        {
            CollectionId = Map("the collection", Collections, node.CollectionId, missing)!,
            ParentCollectionId = Map("the collection", Collections, node.ParentCollectionId, missing),
            RetrieverId = Map("the retriever", Retrievers, node.RetrieverId, missing),
        }).ToArray(),
    };

    private static string? Map(string kind, IReadOnlyDictionary<string, string> ids, string? id, SortedSet<string> missing)
    {
        if (id is null)
            return null;
        if (ids.TryGetValue(id, out var mapped))
            return mapped;
        missing.Add($"{kind} '{HeaderText.Printable(id)}'");
        return id;
    }
}
