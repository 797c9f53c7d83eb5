namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The tree that the nodes of a hierarchical config make by naming their parents, with what each of them inherits and
/// what is wrong with it. It takes time and memory in proportion to the nodes, however deep the tree is.
/// </summary>
/// <remarks>
/// A config with <see cref="Faults"/> has a tree too: a node whose parent is missing counts as a root, and so does the
/// first node of a cycle; of nodes with the same collection the first counts. A node below a collection that is only
/// inferred is a root until the service has inferred the parent.
/// </remarks>
public sealed class TaxonomyHierarchy
{
    private readonly Dictionary<string, HierarchyNode> _byCollection;

    private TaxonomyHierarchy(HierarchicalTaxonomyConfig config)
    {
        var given = config.HierarchicalNodes ?? [];
        var faults = NodeTree.FaultsOf(given, config.InferenceCollections ?? []).ToArray();
        var nodes = new List<HierarchyNode>(given.Count);
        _byCollection = new Dictionary<string, HierarchyNode>(given.Count, StringComparer.Ordinal);
        for (var i = 0; i < given.Count; i++)
        {
            var node = new HierarchyNode(config, given[i], i);
            if (_byCollection.TryAdd(node.CollectionId, node))
                nodes.Add(node);
        }

        Config = config;
        Nodes = nodes.AsReadOnly();
        Join(faults);
        Roots = nodes.Where(static node => node.Parent is null).ToArray().AsReadOnly();
        foreach (var node in FromTheTop())
            node.CountDepth();
        Faults = HierarchyFaults.Of(config, faults, nodes).ToArray().AsReadOnly();
    }

    /// <summary>The config.</summary>
    public HierarchicalTaxonomyConfig Config { get; }

    /// <summary>All nodes, in the order of the config.</summary>
    public IReadOnlyList<HierarchyNode> Nodes { get; }

    /// <summary>The nodes without a parent, in the order of the config.</summary>
    public IReadOnlyList<HierarchyNode> Roots { get; }

    /// <summary>
    /// What is wrong, in the shape of a <see cref="TaxonomyValidationException"/>: no nodes and nothing to infer them
    /// from, repeated nodes, missing parents, cycles, and nodes to which neither they themselves nor the config give a
    /// retriever or inputs. Empty where nothing is.
    /// </summary>
    public IReadOnlyList<TaxonomyValidationError> Faults { get; }

    /// <summary>Makes the tree of a config, and checks it.</summary>
    /// <param name="config">The config.</param>
    /// <exception cref="ArgumentException">A node is null.</exception>
    public static TaxonomyHierarchy From(HierarchicalTaxonomyConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var at = new ArgumentPath(nameof(config)).Member(nameof(config.HierarchicalNodes));
        for (var i = 0; i < config.HierarchicalNodes?.Count; i++)
        {
            if (config.HierarchicalNodes[i] is null)
                at.Item(i).NotNull(null);
        }

        return new TaxonomyHierarchy(config);
    }

    /// <summary>Returns the node of a collection; null for none.</summary>
    /// <param name="collectionId">The collection.</param>
    public HierarchyNode? Find(string collectionId)
    {
        ArgumentNullException.ThrowIfNull(collectionId);
        return _byCollection.GetValueOrDefault(collectionId);
    }

    /// <summary>
    /// Draws the tree as text, one line for each node: its collection and its label. What lies deeper than 16 levels is
    /// drawn there, with its depth in brackets.
    /// </summary>
    /// <param name="withInheritance">Whether each line also says which retriever, inputs and fields the node has, and which of them it inherits.</param>
    public string ToText(bool withInheritance = false) => HierarchyText.Tree(this, withInheritance);

    /// <summary>Draws the tree as a Mermaid flowchart.</summary>
    public string ToMermaid() => HierarchyText.Mermaid(this);

    /// <summary>Draws the tree as a graph in Graphviz's language DOT.</summary>
    public string ToDot() => HierarchyText.Dot(this);

    /// <inheritdoc cref="ToText(bool)"/>
    public override string ToString() => ToText();

    /// <summary>Each node after its parent and before the parent's next child.</summary>
    internal IEnumerable<HierarchyNode> FromTheTop()
    {
        var open = new Stack<HierarchyNode>(Roots.Reverse());
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
                open.Push(node.Children[i]);
        }
    }

    /// <summary>Puts each node below its parent, but for the one of each cycle at which it is cut open.</summary>
    private void Join(IEnumerable<NodeFault> faults)
    {
        var cuts = faults.Where(static fault => fault.IsCycle).Select(static fault => fault.Index).ToHashSet();
        foreach (var node in Nodes)
        {
            if (node.Node.ParentCollectionId is { } parent && !cuts.Contains(node.Index) && _byCollection.TryGetValue(parent, out var found))
                node.Join(found);
        }
    }
}
