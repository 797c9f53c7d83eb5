using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Damages one place of a document in one of the ways that a changing or failing server does.</summary>
internal static class JsonDamage
{
    private static readonly string[] OddValues =
        ["null", "7", "-1.5e300", "true", "\"\"", "\"odd\"", "[]", "{}", "[null]", "[[1]]", "{\"a\":{\"b\":1}}", "\"2025-01-01\""];

    /// <summary>Damages a document.</summary>
    /// <param name="json">The document, an object.</param>
    /// <param name="seed">Chooses the place and the damage.</param>
    public static string Apply(string json, int seed)
    {
        var random = new Random(seed);
        if (random.Next(10) == 0)
            return json[..random.Next(json.Length)];
        var root = JsonNode.Parse(json)!;
        var members = Members(root).ToArray();
        var (parent, name) = members[random.Next(members.Length)];
        switch (random.Next(6))
        {
            case 0:
                parent.Remove(name);
                break;
            case 1:
                parent[name] = JsonNode.Parse(OddValues[random.Next(OddValues.Length)]);
                break;
            case 2:
                var renamed = parent[name]?.DeepClone();
                parent.Remove(name);
                parent[$"{name}_x"] = renamed;
                break;
            case 3:
                parent[name] = new JsonObject { ["value"] = parent[name]?.DeepClone() };
                break;
            case 4:
                parent[name] = new JsonArray(parent[name]?.DeepClone());
                break;
            default:
                return Repeat(root, parent, name, OddValues[random.Next(OddValues.Length)]);
        }

        return root.ToJsonString();
    }

    private static IEnumerable<(JsonObject Parent, string Name)> Members(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Members(member.Value).Prepend((map, member.Key))),
        JsonArray list => list.SelectMany(Members),
        _ => [],
    };

    /// <summary>Writes the document with one member twice, which no node can hold.</summary>
    private static string Repeat(JsonNode root, JsonObject parent, string name, string value)
    {
        const string marker = "@repeat@";
        parent[marker] = JsonNode.Parse(value);
        return root.ToJsonString().Replace($"\"{marker}\"", Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(name)), StringComparison.Ordinal);
    }
}
