using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Makes documents that a schema of the contract allows, with rare texts, and without some members that it does not require.</summary>
internal static class DocumentGenerator
{
    private static readonly string[] Texts =
        ["a", "metadata.tags", "with \"quotes\"", "new\nline", "Überschrift", "→", "😀", "null", " ", "\\", "\u2028", "0", "x y"];

    private static readonly string[] AnyValues = ["null", "1", "-0.5", "true", "\"x\"", "[]", "{}", "[1,[2,{\"a\":null}]]", "{\"k\":{\"l\":[\"m\"]}}"];

    public static JsonNode? Generate(JsonNode schema, Random random, int depth = 0)
    {
        var type = OpenApi.Resolve(schema);
        if (type["const"] is { } constant)
            return constant.DeepClone();
        if (type["enum"] is JsonArray values)
            return random.Next(10) == 0 ? "value_of_tomorrow" : values[random.Next(values.Count)]!.DeepClone();
        return type["type"]?.GetValue<string>() switch
        {
            "string" when type["format"] is not null => $"20{random.Next(10, 40)}-0{random.Next(1, 10)}-1{random.Next(10)}T0{random.Next(10)}:30:1{random.Next(10)}Z",
            "string" => Texts[random.Next(Texts.Length)],
            "integer" => (int)(type["minimum"]?.GetValue<double>() ?? 0) + random.Next(50),
            "number" => random.Next(1000) / 1000.0,
            "boolean" => random.Next(2) == 0,
            "array" => new JsonArray([.. Enumerable.Range(0, depth > 4 ? 0 : random.Next(4)).Select(_ => Generate(type["items"]!, random, depth + 1))]),
            "object" when type["properties"] is JsonObject properties => Object(type, properties, random, depth),
            "object" when type["additionalProperties"] is JsonObject inner => new JsonObject { ["k"] = Generate(inner, random, depth + 1) },
            "object" => JsonNode.Parse("{\"k\":" + AnyValues[random.Next(AnyValues.Length)] + "}"),
            _ => JsonNode.Parse(AnyValues[random.Next(AnyValues.Length)]),
        };
    }

    private static JsonObject Object(JsonObject type, JsonObject properties, Random random, int depth)
    {
        var required = (type["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Append("taxonomy_type").ToHashSet();
        var chosen = properties
            .Where(property => required.Contains(property.Key) || (depth < 5 && random.Next(3) > 0))
            .Select(property => KeyValuePair.Create(property.Key, Generate(property.Value!, random, depth + 1)))
            .ToArray();
        random.Shuffle(chosen);
        var result = new JsonObject(chosen);
        if (random.Next(4) == 0)
            result["member_of_tomorrow"] = JsonNode.Parse(AnyValues[random.Next(AnyValues.Length)]);
        return result;
    }
}
