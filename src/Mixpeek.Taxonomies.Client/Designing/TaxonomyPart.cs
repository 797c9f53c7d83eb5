namespace Mixpeek.Taxonomies.Client;

/// <summary>What a change is about.</summary>
public enum TaxonomyPart
{
    /// <summary>The name.</summary>
    Name,

    /// <summary>The description.</summary>
    Description,

    /// <summary>One key of the metadata.</summary>
    Metadata,

    /// <summary>The retriever of the config or of a node.</summary>
    Retriever,

    /// <summary>One input of the config or of a node, or, where one side has no list of them, all.</summary>
    InputMapping,

    /// <summary>A node of the hierarchy.</summary>
    Node,

    /// <summary>One field that a collection's documents give, or, where one side has no list of them and so gives all, all.</summary>
    EnrichmentField,

    /// <summary>Any other member of the config.</summary>
    Setting,
}
