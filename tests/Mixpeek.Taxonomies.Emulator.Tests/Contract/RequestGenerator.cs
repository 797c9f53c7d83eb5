using System.Globalization;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Makes requests that the contract allows: of every operation, with and without what is optional, at and between the bounds.</summary>
internal sealed class RequestGenerator(ContractDocument contract, Random random)
{
    private const int MaxDepth = 6;

    private static readonly string[] Texts = ["", "a", "x y", "metadata.rank", "Überschrift", "→😀", "new\nline", "\"\\", "null", "0", "\u2028"];

    private static readonly string[] AnyValues = ["null", "1", "-0.5", "2.0", "1e300", "true", "\"x\"", "[]", "{}", "[1,[2,{\"a\":null}]]", "{\"k\":{\"l\":[\"m\"]}}"];

    public ContractRequest Next(ContractOperation operation)
    {
        var path = string.Join('/', operation.Route.Split('/').Select(segment => segment.StartsWith('{') ? Uri.EscapeDataString(IdentifierFor(segment)) : segment));
        var query = operation.Query
            .Where(parameter => parameter["required"]?.GetValue<bool>() == true || random.Next(3) == 0)
            .Select(parameter => (Name: parameter["name"]!.GetValue<string>(), Value: ValueOf(parameter["name"]!.GetValue<string>(), parameter["schema"]!, 0)))
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!)}");
        var hasBody = operation.BodySchema is not null && (operation.IsBodyRequired || random.Next(4) > 0);
        var body = hasBody ? BodyOf(operation).ToJsonString() : null;
        return new ContractRequest(operation, string.Join('?', new[] { path, string.Join('&', query) }.Where(part => part.Length > 0)), body);
    }

    private string IdentifierFor(string placeholder)
    {
        if (random.Next(12) == 0)
            return Pick("missing", "a/b", "ä", " ");
        return placeholder switch
        {
            "{template_id}" => Pick(ContractPool.Templates),
            "{collection_identifier}" => Pick(ContractPool.Collections),
            "{taxonomy_identifier}" => Pick([.. ContractPool.Names, .. ContractPool.Taxonomies]),
            _ => Pick(ContractPool.Taxonomies),
        };
    }

    private JsonNode BodyOf(ContractOperation operation)
    {
        // The contract leaves the body of a new version open; what it is for is a config.
        if (operation.Route.EndsWith("/versions", StringComparison.Ordinal) && random.Next(8) > 0)
            return random.Next(2) == 0 ? Config()! : new JsonObject { ["config"] = Config() };
        return ValueOf("", operation.BodySchema!, 0)!;
    }

    private JsonNode? Config() => ValueOf("config", contract.Schemas["CreateTaxonomyRequest"]!["properties"]!["config"]!, 1);

    private JsonNode? ValueOf(string name, JsonNode declared, int depth)
    {
        var schema = contract.Resolve(declared);
        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray alternatives)
            return ValueOf(name, alternatives[random.Next(alternatives.Count)]!, depth);
        if (schema["const"] is { } constant)
            return constant.DeepClone();
        if (schema["enum"] is JsonArray values)
            return values[random.Next(values.Count)]!.DeepClone();
        return schema["type"]?.GetValue<string>() switch
        {
            "null" => null,
            "string" => TextOf(name, schema),
            "integer" => IntegerOf(schema),
            "number" => random.Next(-5, 1000) / 1000.0,
            "boolean" => random.Next(2) == 0,
            "array" => new JsonArray([.. Enumerable.Range(0, depth > MaxDepth ? 0 : random.Next(4)).Select(_ => ValueOf(name, schema["items"]!, depth + 1))]),
            "object" => ObjectOf(name, schema, depth),
            _ => JsonNode.Parse(Pick(AnyValues)),
        };
    }

    private string TextOf(string name, JsonObject schema)
    {
        if (schema["format"]?.GetValue<string>() == "date-time")
            return Pick("2026-01-05T09:00:00Z", "2026-01-20T00:00:00+02:00", "2025-12-31T23:59:59.123456", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z");
        if (schema["pattern"]?.GetValue<string>() is { } pattern)
            return $"{pattern[1..pattern.IndexOf('[', StringComparison.Ordinal)]}{Pick("a", "b", "c", "d_1", "E")}";
        var text = random.Next(6) == 0 ? Pick(Texts) : name switch
        {
            "taxonomy_name" => $"{Pick(ContractPool.Names)} {random.Next(40)}",
            "taxonomy_id" => Pick(ContractPool.Taxonomies),
            "collection_id" or "collection_config" => Pick(ContractPool.Collections),
            "from_step" or "to_step" => Pick(ContractPool.Steps),
            "group_by" => Pick("hour", "day", "week", "month"),
            "sort" => Pick("asc", "desc"),
            "path" or "field_path" or "input_key" => Pick("text", "label", "vector"),
            "search" => Pick("flat", "a"),
            _ => Pick(Texts),
        };
        var min = schema["minLength"]?.GetValue<int>() ?? 0;
        var max = schema["maxLength"]?.GetValue<int>() ?? int.MaxValue;
        if (max < 2000 && random.Next(10) == 0)
            return new string('n', max);
        return text.Length < min ? text.PadRight(min, 'n') : text;
    }

    private JsonNode IntegerOf(JsonObject schema)
    {
        var min = (int)(schema["minimum"]?.GetValue<double>() ?? -3);
        var max = (int)(schema["maximum"]?.GetValue<double>() ?? min + 20);
        var value = random.Next(4) switch { 0 => min, 1 => max, _ => random.Next(min, max + 1) };
        return random.Next(5) == 0 ? JsonNode.Parse($"{value}.0")! : value;
    }

    private JsonObject ObjectOf(string name, JsonObject schema, int depth)
    {
        var result = new JsonObject();
        var required = (schema["required"]?.AsArray() ?? []).Select(member => member!.GetValue<string>()).ToHashSet();
        foreach (var (member, type) in schema["properties"] as JsonObject ?? [])
        {
            if (required.Contains(member) || member == "taxonomy_type" || (depth < MaxDepth && random.Next(3) == 0))
                result[member] = ValueOf(member, type!, depth + 1);
        }

        if (schema["additionalProperties"] is JsonObject inner)
        {
            foreach (var key in new[] { "collection_id", "col_a", "name" }.Where(_ => random.Next(2) == 0))
                result[key] = ValueOf(name, inner, depth + 1);
        }
        else if (schema["additionalProperties"] is not null && random.Next(2) == 0)
        {
            result[Pick("taxonomy_name", "text", "k", "metadata.rank")] = JsonNode.Parse(Pick(AnyValues));
        }

        return result;
    }

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];
}
