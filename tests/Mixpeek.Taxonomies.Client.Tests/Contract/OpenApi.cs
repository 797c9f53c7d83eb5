using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The official contract, reduced to names, types and bounds.</summary>
internal static class OpenApi
{
    private const string Reference = "#/components/schemas/";

    public static JsonObject Document { get; } = JsonNode.Parse(Payload.Read("taxonomy-openapi"))!.AsObject();

    public static IReadOnlyDictionary<string, JsonObject> Schemas { get; } =
        Document["components"]!["schemas"]!.AsObject().ToDictionary(schema => schema.Key, schema => schema.Value!.AsObject());

    /// <summary>The operations, each as its method and route, with its declaration.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Operations { get; } = Document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(method => ($"{method.Key.ToUpperInvariant()} {path.Key}", method.Value!.AsObject())))
        .ToDictionary(entry => entry.Item1, entry => entry.Item2);

    public static IEnumerable<string> QueryOf(string operation) =>
        (Operations[operation]["parameters"]?.AsArray() ?? [])
            .Where(parameter => parameter!["in"]!.GetValue<string>() == "query")
            .Select(parameter => parameter!["name"]!.GetValue<string>());

    public static JsonObject PropertiesOf(string schema) => Schemas[schema]["properties"]!.AsObject();

    public static IEnumerable<string> RequiredOf(string schema) =>
        (Schemas[schema]["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>());

    /// <summary>Follows a reference, and takes the first of alternatives that is not null.</summary>
    public static JsonObject Resolve(JsonNode schema)
    {
        var declared = schema.AsObject();
        if (declared["$ref"] is { } reference)
            return Resolve(Schemas[reference.GetValue<string>()[Reference.Length..]]);
        var alternatives = (declared["anyOf"] ?? declared["oneOf"]) as JsonArray;
        return alternatives is null
            ? declared
            : Resolve(alternatives.First(alternative => alternative!["type"]?.GetValue<string>() != "null")!);
    }

    /// <summary>Makes a value that the schema allows, with every property set.</summary>
    public static JsonNode? Sample(JsonNode schema, int depth = 0)
    {
        var type = Resolve(schema);
        if (type["const"] is { } constant)
            return constant.DeepClone();
        if (type["enum"] is JsonArray values)
            return values[0]!.DeepClone();
        return type["type"]?.GetValue<string>() switch
        {
            "string" => type["format"] is null ? "text" : "2025-01-15T12:00:00Z",
            "integer" => (type["minimum"]?.GetValue<double>() is { } min ? (int)min : 0) + 1,
            "number" => 0.5,
            "boolean" => true,
            "array" => depth > 6 ? new JsonArray() : new JsonArray(Sample(type["items"]!, depth + 1)),
            "object" when type["properties"] is JsonObject properties && depth <= 6 => new JsonObject(
                properties.Select(property => KeyValuePair.Create(property.Key, Sample(property.Value!, depth + 1)))),
            _ => new JsonObject { ["key"] = "value" },
        };
    }
}
