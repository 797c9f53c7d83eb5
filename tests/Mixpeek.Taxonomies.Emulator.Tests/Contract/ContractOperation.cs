using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>One operation of the contract.</summary>
internal sealed record ContractOperation(string Method, string Route, JsonObject Declaration)
{
    public JsonNode? BodySchema => Declaration["requestBody"]?["content"]!["application/json"]!["schema"];

    public bool IsBodyRequired => Declaration["requestBody"]?["required"]?.GetValue<bool>() == true;

    public IEnumerable<JsonObject> Query => (Declaration["parameters"]?.AsArray() ?? [])
        .Select(parameter => parameter!.AsObject())
        .Where(parameter => parameter["in"]!.GetValue<string>() == "query");

    public override string ToString() => $"{Method} {Route}";
}
