using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// A body for each example of a request in the contract: of the body itself, and of every part of it, which stands in a body that has
/// only the required members besides.
/// </summary>
internal static class ContractExamples
{
    private const string Reference = "#/components/schemas/";

    /// <summary>The operation that takes the payload files of a number; files of a part stand in a body.</summary>
    private static readonly Dictionary<string, string> OperationsOfPayloads = new()
    {
        ["04"] = "CreateTaxonomy",
        ["05"] = "CreateTaxonomy",
        ["52"] = "CreateTaxonomy",
        ["53"] = "CreateTaxonomy",
        ["54"] = "CreateTaxonomy",
        ["55"] = "CreateTaxonomy",
        ["56"] = "CreateTaxonomy",
        ["14"] = "CloneTaxonomy",
        ["15"] = "CloneTaxonomy",
        ["16"] = "ExecuteTaxonomy",
        ["57"] = "ExecuteTaxonomy",
        ["19"] = "ApplyTaxonomyToCollection",
        ["20"] = "ApplyTaxonomyToCollection",
        ["21"] = "ApplyTaxonomyToCollection",
        ["51"] = "ApplyTaxonomyToCollection",
        ["24"] = "InstantiateTemplate",
        ["25"] = "InstantiateTemplate",
        ["27"] = "CreateTemplateFromTaxonomy",
        ["29"] = "ListTemplates",
        ["33"] = "GetTransitions",
        ["35"] = "GetPaths",
    };

    /// <summary>The bodies, each by the operation and the place of its example.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Bodies { get; } = TaxonomyOperations.All
        .SelectMany(BodiesOf)
        .Concat(PayloadBodies())
        .Concat(ConfigBodies())
        .ToDictionary(example => example.Place, example => WithParents(example.Body));

    private static IEnumerable<(string Place, JsonObject Body)> BodiesOf(TaxonomyOperation operation) =>
        OpenApi.Operations[$"{operation.Method} {operation.Route}"]["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema
            ? Variants(schema, operation.Name, []).Select(variant => (variant.Place, (JsonObject)variant.Value!))
            : [];

    private static IEnumerable<(string Place, JsonObject Body)> PayloadBodies() => Payload.Names
        .Where(name => OperationsOfPayloads.ContainsKey(name[..2]))
        .Select(name => ($"{OperationsOfPayloads[name[..2]]}/{name}", JsonNode.Parse(Payload.Read(name))!.AsObject()));

    /// <summary>Payload files of a config or of a part of it, in a creation and in a new version, whose body the contract leaves open.</summary>
    private static IEnumerable<(string Place, JsonObject Body)> ConfigBodies()
    {
        foreach (var name in Payload.Names.Where(name => name[..2] is "06" or "07" or "08" or "09" or "17" or "18"))
        {
            var config = JsonNode.Parse(Payload.Read(name))!;
            if (config is JsonArray)
            {
                var flat = Minimal(OpenApi.Schemas["FlatTaxonomyConfig-Input"]);
                (name.StartsWith("17", StringComparison.Ordinal) ? flat : flat["source_collection"]!.AsObject())[name[..2] == "17" ? "input_mappings" : "enrichment_fields"] = config;
                config = flat;
            }

            yield return ($"CreateTaxonomy/{name}", new JsonObject { ["taxonomy_name"] = "n", ["config"] = config.DeepClone() });
            yield return ($"CreateTaxonomyVersion/{name}", new JsonObject { ["config"] = config.DeepClone() });
            yield return ($"CreateTaxonomyVersion/{name}/bare", config.AsObject());
        }
    }

    /// <summary>Adds the nodes that an example of one node names as its parents.</summary>
    private static JsonObject WithParents(JsonObject body)
    {
        var config = body["config"] ?? body["taxonomy"]?["config"] ?? body;
        if (config["hierarchical_nodes"] is not JsonArray nodes)
            return body;
        var inferred = (config["inference_collections"] as JsonArray ?? []).Select(collection => collection!.GetValue<string>());
        var known = nodes.Select(node => node!["collection_id"]!.GetValue<string>()).Concat(inferred).ToArray();
        foreach (var parent in nodes.Select(node => node!["parent_collection_id"]?.GetValue<string>()).OfType<string>().Except(known).ToArray())
            nodes.Add(new JsonObject { ["collection_id"] = parent });
        return body;
    }

    private static IEnumerable<(string Place, JsonNode? Value)> Variants(JsonNode declared, string place, string[] within)
    {
        var schema = declared.AsObject();
        var examples = schema["examples"] as JsonArray ?? (schema.TryGetPropertyValue("example", out var example) ? [example?.DeepClone()] : []);
        for (var i = 0; i < examples.Count; i++)
            yield return ($"{place}[{i}]", examples[i]?.DeepClone());
        foreach (var (innerPlace, value) in Parts(schema, place, within))
            yield return (innerPlace, value);
    }

    private static IEnumerable<(string Place, JsonNode? Value)> Parts(JsonObject schema, string place, string[] within)
    {
        if (schema["$ref"]?.GetValue<string>()[Reference.Length..] is { } name)
        {
            // The shape of a retriever belongs to another API.
            return within.Contains(name) || name.StartsWith("Retriever", StringComparison.Ordinal) ? [] : Variants(OpenApi.Schemas[name], $"{place}/{name}", [.. within, name]);
        }

        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray alternatives)
            return alternatives.SelectMany(alternative => Variants(alternative!, place, within));
        if (schema["items"] is { } item)
            return Variants(item, place, within).Select(variant => (variant.Place, (JsonNode?)new JsonArray(variant.Value)));
        return (schema["properties"] as JsonObject ?? []).SelectMany(property => Variants(property.Value!, $"{place}.{property.Key}", within).Select(variant =>
        {
            var body = Minimal(schema);
            body[property.Key] = variant.Value;
            return (variant.Place, (JsonNode?)body);
        }));
    }

    /// <summary>An object with the required members, and the type that a config has to name.</summary>
    private static JsonObject Minimal(JsonObject schema) => new((schema["properties"] as JsonObject ?? [])
        .Where(property => property.Key == "taxonomy_type" || (schema["required"] as JsonArray ?? []).Any(name => name!.GetValue<string>() == property.Key))
        .Select(property => KeyValuePair.Create(property.Key, ValueOf(property.Value!))));

    private static JsonNode? ValueOf(JsonNode declared)
    {
        var schema = OpenApi.Resolve(declared);
        return schema["pattern"]?.GetValue<string>() is { } pattern ? $"{pattern[1..pattern.IndexOf('[', StringComparison.Ordinal)]}a"
            : schema["properties"] is JsonObject ? Minimal(schema)
            : schema["type"]?.GetValue<string>() == "array" ? new JsonArray()
            : OpenApi.Sample(schema);
    }
}
