using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The core of a taxonomy: how documents are matched, and against what. Immutable on the service; to change it,
/// clone the taxonomy with another config. Either a <see cref="FlatTaxonomyConfig"/>, a
/// <see cref="HierarchicalTaxonomyConfig"/>, or an <see cref="UnknownTaxonomyConfig"/> where the service answers
/// with a type that this version does not know.
/// </summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public abstract record TaxonomyConfig : ExtensibleModel
{
    private protected TaxonomyConfig()
    {
    }

    /// <summary>The shape of the taxonomy. On the wire: <c>taxonomy_type</c>, written first.</summary>
    public abstract TaxonomyType TaxonomyType { get; }

    /// <inheritdoc/>
    protected override Type EqualityContract => typeof(TaxonomyConfig);

    /// <summary>Makes the config of a taxonomy with one source collection, all of whose fields are copied.</summary>
    /// <param name="collectionId">The collection whose documents carry the metadata.</param>
    /// <param name="retrieverId">The retriever that matches documents against it.</param>
    /// <param name="inputMappings">What the retriever is given for each document.</param>
    public static FlatTaxonomyConfig From(string collectionId, string retrieverId, params InputMapping[] inputMappings) => new()
    {
        RetrieverId = retrieverId,
        InputMappings = inputMappings,
        SourceCollection = new SourceCollection { CollectionId = collectionId },
    };

    /// <summary>Makes the config of a taxonomy whose nodes are given and share a retriever.</summary>
    /// <param name="nodes">The nodes of the tree; each names its parent.</param>
    /// <param name="retrieverId">The retriever of every node that names none.</param>
    /// <param name="inputMappings">The inputs of every node that names none.</param>
    public static HierarchicalTaxonomyConfig From(IReadOnlyList<HierarchicalNode> nodes, string retrieverId, params InputMapping[] inputMappings) => new()
    {
        RetrieverId = retrieverId,
        InputMappings = inputMappings,
        HierarchicalNodes = nodes,
    };

    /// <summary>Makes a config with another retriever: that of a flat taxonomy, or of all nodes that name none of their own.</summary>
    /// <param name="retrieverId">The retriever.</param>
    /// <exception cref="NotSupportedException">The type of the config is unknown, and so is where its retriever stands.</exception>
    public abstract TaxonomyConfig WithRetriever(string retrieverId);

    /// <summary>
    /// Makes a config without what the service inferred, as it was asked for: see
    /// <see cref="HierarchicalTaxonomyConfig.WithoutInferred"/>. A config of any other type has nothing that is inferred.
    /// </summary>
    /// <returns>The config; the same object if nothing was inferred.</returns>
    public virtual TaxonomyConfig WithoutInferred() => this;
}
