using System.Text.Json.Nodes;
using NJsonSchema;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>The official OpenAPI document, with a validator of its schemas.</summary>
internal sealed class ContractDocument
{
    private const string Prefix = "#/components/schemas/";

    private readonly JsonSchema _schemas;

    private ContractDocument(JsonObject document, JsonSchema schemas)
    {
        _schemas = schemas;
        Schemas = document["components"]!["schemas"]!.AsObject();
        Operations = [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => new ContractOperation(
            method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject())))];
    }

    public JsonObject Schemas { get; }

    public IReadOnlyList<ContractOperation> Operations { get; }

    public static async Task<ContractDocument> LoadAsync()
    {
        var text = await Embedded.ReadAsync("taxonomy-openapi.json");
        var document = JsonNode.Parse(text)!.AsObject();
        var definitions = JsonNode.Parse(text.Replace(Prefix, "#/definitions/", StringComparison.Ordinal))!["components"]!["schemas"]!.DeepClone();
        ConstantsAsEnumerations(definitions);
        return new ContractDocument(document, await JsonSchema.FromJsonAsync(new JsonObject { ["definitions"] = definitions }.ToJsonString()));
    }

    public JsonObject Resolve(JsonNode schema) =>
        schema["$ref"] is { } reference ? Schemas[reference.GetValue<string>()[Prefix.Length..]]!.AsObject() : schema.AsObject();

    /// <summary>What is wrong with an answer: its schema is that of its status, and where none is declared that of errors.</summary>
    public IEnumerable<string> FaultsOf(ContractOperation operation, int status, JsonNode? body)
    {
        var schema = operation.Declaration["responses"]![$"{status}"]?["content"]?["application/json"]?["schema"];
        var name = schema is null ? "ErrorResponse" : schema["$ref"]?.GetValue<string>()[Prefix.Length..];
        if (schema is null && status < 400)
            return [$"{status} is not declared"];
        if (body is null)
            return ["there is no body"];
        return name is null ? [] : _schemas.Definitions[name].Validate(body.ToJsonString()).Select(fault => fault.ToString());
    }

    /// <summary>The validator knows <c>enum</c> and not <c>const</c>, which is the same with one value.</summary>
    private static void ConstantsAsEnumerations(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                ConstantsAsEnumerations(item);
        }
        else if (node is JsonObject members)
        {
            if (members["const"] is JsonValue constant)
                members["enum"] = new JsonArray(constant.DeepClone());
            foreach (var (_, value) in members.ToArray())
                ConstantsAsEnumerations(value);
        }
    }
}
