using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Matches documents against the reference collections of a config, and copies what the config says. In a hierarchy
/// the deepest node that matches counts, and what its ancestors copy comes before what it copies itself.
/// </summary>
internal sealed class TaxonomyJoin(TaxonomyConfig config, CollectionStore collections, CancellationToken stop)
{
    private const double Threshold = 0.5;

    /// <summary>Returns what documents can't be enriched with; null for nothing.</summary>
    public static string? FindFault(TaxonomyConfig config)
    {
        var fields = config switch
        {
            FlatTaxonomyConfig flat => flat.SourceCollection.EnrichmentFields ?? [],
            HierarchicalTaxonomyConfig hierarchy => (hierarchy.HierarchicalNodes ?? []).SelectMany(node => node.EnrichmentFields ?? []),
            _ => [],
        };
        return fields.Any(field => TargetOf(field).Split('.').Length > DocumentPath.MaxWrittenNames)
            ? $"enrichment_fields: a target has more than {DocumentPath.MaxWrittenNames} names"
            : null;
    }

    public JsonObject Enrich(JsonObject document)
    {
        var enriched = (JsonObject)document.DeepClone();
        switch (config)
        {
            case FlatTaxonomyConfig flat:
                if (BestMatch(document, flat.SourceCollection.CollectionId, flat.InputMappings) is { } match)
                    Copy(match.Reference, flat.SourceCollection.EnrichmentFields, enriched);
                break;
            case HierarchicalTaxonomyConfig hierarchy:
                foreach (var (node, reference) in MatchedPath(document, hierarchy))
                    Copy(reference, node.EnrichmentFields, enriched);
                break;
        }

        return enriched;
    }

    /// <summary>The nodes that match from the root down to the deepest one, each with its reference document.</summary>
    private List<(HierarchicalNode Node, JsonObject Reference)> MatchedPath(JsonObject document, HierarchicalTaxonomyConfig hierarchy)
    {
        var nodes = (hierarchy.HierarchicalNodes ?? []).ToDictionary(node => node.CollectionId);
        var matches = nodes.Values
            .Select(node => (Node: node, Match: BestMatch(document, node.CollectionId, node.InputMappings ?? hierarchy.InputMappings ?? [])))
            .Where(entry => entry.Match is not null)
            .ToDictionary(entry => entry.Node.CollectionId, entry => entry.Match!.Value);
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        var deepest = matches.Keys
            .OrderByDescending(id => DepthOf(nodes, id, depths))
            .ThenByDescending(id => matches[id].Score)
            .FirstOrDefault();
        return deepest is null
            ? []
            : [.. PathTo(nodes, deepest).Where(node => matches.ContainsKey(node.CollectionId)).Select(node => (node, matches[node.CollectionId].Reference))];
    }

    private (JsonObject Reference, double Score)? BestMatch(JsonObject document, string collection, IReadOnlyList<InputMapping> mappings)
    {
        var inputs = mappings.Where(mapping => mapping.Path is not null && mapping.SourceType != InputSourceType.Literal).ToArray();
        if (inputs.Length == 0)
            return null;
        var best = (collections.Find(collection) ?? [])
            .Select(reference => (Reference: reference, Score: inputs.Average(input => Score(document, reference, input))))
            .OrderByDescending(candidate => candidate.Score)
            .FirstOrDefault();
        return best.Reference is not null && best.Score >= Threshold ? best : null;
    }

    private double Score(JsonObject document, JsonObject reference, InputMapping input)
    {
        stop.ThrowIfCancellationRequested();
        return Similarity.Of(
            DocumentPath.Read(document, input.Path!),
            DocumentPath.Read(reference, input.Path!) ?? DocumentPath.Read(reference, input.InputKey));
    }

    /// <summary>How many nodes lie above a node. What was counted once is not counted again.</summary>
    private static int DepthOf(Dictionary<string, HierarchicalNode> nodes, string collection, Dictionary<string, int> known)
    {
        var way = new Stack<string>();
        var depth = 0;
        for (string? id = collection; id is not null && nodes.TryGetValue(id, out var node); id = node.ParentCollectionId)
        {
            if (known.TryGetValue(id, out depth))
                break;
            way.Push(id);
        }

        while (way.TryPop(out var id))
            known[id] = ++depth;
        return depth;
    }

    private static List<HierarchicalNode> PathTo(Dictionary<string, HierarchicalNode> nodes, string collection)
    {
        var path = new List<HierarchicalNode>();
        for (string? id = collection; id is not null && nodes.TryGetValue(id, out var node); id = node.ParentCollectionId)
            path.Add(node);
        path.Reverse();
        return path;
    }

    private static void Copy(JsonObject reference, IReadOnlyList<EnrichmentField>? fields, JsonObject target)
    {
        fields ??= [.. reference.Select(member => new EnrichmentField { FieldPath = member.Key })];
        foreach (var field in fields)
        {
            if (DocumentPath.Read(reference, field.FieldPath) is not { } value)
                continue;
            var path = TargetOf(field);
            var old = DocumentPath.Read(target, path);
            var isAppended = field.MergeMode == EnrichmentMergeMode.Append && old is not null;
            DocumentPath.Write(target, path, isAppended ? new JsonArray([.. Items(old!), .. Items(value)]) : value.DeepClone());
        }
    }

    private static string TargetOf(EnrichmentField field) => field.TargetField ?? field.FieldPath;

    private static IEnumerable<JsonNode?> Items(JsonNode node) =>
        node is JsonArray array ? array.Select(item => item?.DeepClone()) : [node.DeepClone()];
}
