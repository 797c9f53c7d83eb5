namespace Mixpeek.Taxonomies.Client;

/// <summary>A node in its tree, with what it inherits.</summary>
public sealed class HierarchyNode
{
    private readonly List<HierarchyNode> _children = [];
    private readonly HierarchicalTaxonomyConfig _config;

    internal HierarchyNode(HierarchicalTaxonomyConfig config, HierarchicalNode node, int index)
    {
        _config = config;
        Node = node;
        Index = index;
        Children = _children.AsReadOnly();
    }

    /// <summary>The node as the config has it.</summary>
    public HierarchicalNode Node { get; }

    /// <summary>The node's place in the config, from 0.</summary>
    public int Index { get; }

    /// <summary>The node's collection, which identifies it.</summary>
    public string CollectionId => Node.CollectionId;

    /// <summary>The parent; null for a root.</summary>
    public HierarchyNode? Parent { get; private set; }

    /// <summary>The children, in the order of the config.</summary>
    public IReadOnlyList<HierarchyNode> Children { get; }

    /// <summary>How many nodes lie above this one: 0 for a root.</summary>
    public int Depth { get; private set; }

    /// <summary>The nodes above this one, the nearest first.</summary>
    public IEnumerable<HierarchyNode> Ancestors
    {
        get
        {
            for (var node = Parent; node is not null; node = node.Parent)
                yield return node;
        }
    }

    /// <summary>The nodes from the root down to this one. Made anew each time it is read.</summary>
    public IReadOnlyList<HierarchyNode> Path => [.. Ancestors.Reverse(), this];

    /// <summary>The retriever that matches documents: the node's, or else the config's; null where neither names one.</summary>
    public string? RetrieverId => InheritsRetriever ? Text(_config.RetrieverId) : Node.RetrieverId;

    /// <summary>Whether the retriever is the config's.</summary>
    public bool InheritsRetriever => Text(Node.RetrieverId) is null;

    /// <summary>What the retriever is given: the node's inputs, or else the config's; empty where neither has any.</summary>
    public IReadOnlyList<InputMapping> InputMappings => Node.InputMappings ?? _config.InputMappings ?? [];

    /// <summary>Whether the inputs are the config's.</summary>
    public bool InheritsInputMappings => Node.InputMappings is null;

    /// <summary>
    /// What a document that matches here is given along the path, from the root down: each node's own fields. Where two
    /// write the same field, the deeper node comes later. Made anew each time it is read.
    /// </summary>
    public IReadOnlyList<NodeEnrichment> Enrichment =>
        [.. Path.Select(node => new NodeEnrichment { CollectionId = node.CollectionId, Fields = node.Node.EnrichmentFields })];

    /// <summary>Returns the collections from the root down to this node.</summary>
    public override string ToString() => string.Join(" / ", Path.Select(node => node.CollectionId));

    internal void Join(HierarchyNode parent)
    {
        Parent = parent;
        parent._children.Add(this);
    }

    internal void CountDepth() => Depth = Parent is null ? 0 : Parent.Depth + 1;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
