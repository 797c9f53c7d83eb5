namespace Mixpeek.Taxonomies.Client;

/// <summary>Says what is wrong with a hierarchy in the shape, and with the locations, of the service's own answer.</summary>
internal static class HierarchyFaults
{
    private const string Nodes = "hierarchical_nodes";

    public static IEnumerable<TaxonomyValidationError> Of(HierarchicalTaxonomyConfig config, IReadOnlyList<NodeFault> treeFaults, IReadOnlyList<HierarchyNode> nodes)
    {
        if (nodes.Count == 0 && !config.Infers)
            yield return Fault("missing", "has no node, and nothing to infer nodes from", Nodes);
        foreach (var fault in treeFaults)
            yield return OfNode(fault.Index, "value_error", fault.Text, fault.Member);
        foreach (var node in nodes)
        {
            if (string.IsNullOrWhiteSpace(node.CollectionId))
                yield return OfNode(node.Index, "missing", "names no collection", "collection_id");
            if (node.RetrieverId is null)
                yield return OfNode(node.Index, "missing", $"'{node.CollectionId}' has no retriever, and neither has the config", "retriever_id");
            if (node.InputMappings.Count == 0)
                yield return OfNode(node.Index, "missing", $"'{node.CollectionId}' has no inputs{(node.InheritsInputMappings ? ", and neither has the config" : "")}", "input_mappings");
        }
    }

    private static TaxonomyValidationError OfNode(int index, string type, string message, string member) =>
        Fault(type, message, Nodes, $"{index}", member);

    private static TaxonomyValidationError Fault(string type, string message, params string[] within) =>
        new() { Type = type, Message = message, Location = ["body", "config", "hierarchical", .. within] };
}
