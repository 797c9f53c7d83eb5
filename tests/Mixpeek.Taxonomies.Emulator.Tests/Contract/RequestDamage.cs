using System.Text;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Damages requests: their bytes, the values and the shape of their bodies, their targets and their queries.</summary>
internal sealed class RequestDamage(Random random)
{
    private const string Mark = "in the place of this";

    private static readonly string[] Targets =
        ["..", ".", "%2e%2e", "%2E", "%00", "%ff", "%", "%zz", "%2F", "", "a%0d%0ab", "~", "*", "{taxonomy_id}", "LIST", new('x', 3000)];

    private static readonly string[] QueryValues =
        ["", "-1", "0", "99999999999999999999", "1e400", "NaN", "2.5", "null", "[]", "0001-01-01", "9999-12-31T23:59:59Z", "%00", "%ff", "soon", "MTIz", "b2Zmc2V0Oi0x", new('9', 500)];

    private static readonly string[] Texts = ["", " ", "..", "a.b.c", "\\ud800", "\\udc00\\ud800", "\\u0000", "col_", "tmpl_", "(a+)+$", "[", new('y', 5000), string.Concat(Enumerable.Repeat("a.", 400))];

    private static readonly string[] Values =
        ["null", "true", "[]", "{}", "[null]", "[[[]]]", "{\"\":null}", "0", "-1", "2.0", "2.5", "1e400", "-1e400", "99999999999999999999", "{\"field\":null}", "{\"AND\":{}}", "{\"field\":[]}", "{\"type\":\"dynamic\",\"field\":null}"];

    public (string Path, byte[]? Body) Apply(ContractRequest request)
    {
        var path = random.Next(6) == 0 ? DamageTarget(request.Path) : request.Path;
        path = random.Next(5) == 0 ? DamageQuery(request.Operation, path) : path;
        if (request.Body is null)
            return (path, random.Next(4) == 0 ? Encoding.UTF8.GetBytes(AnyValue()) : null);
        var bytes = Encoding.UTF8.GetBytes(DamageValues(request.Body));
        return (path, random.Next(4) == 0 ? DamageBytes(bytes) : bytes);
    }

    /// <summary>Puts other values in the place of some anywhere in a body, or removes members.</summary>
    private string DamageValues(string body)
    {
        var root = JsonNode.Parse(body);
        for (var times = random.Next(4); times > 0 && PlacesOf(root).ToArray() is { Length: > 0 } places; times--)
        {
            var place = places[random.Next(places.Length)];
            if (place.Parent is JsonArray list)
                list[place.Index] = Mark;
            else if (random.Next(8) == 0)
                place.Parent.AsObject().Remove(place.Name!);
            else
                place.Parent[place.Name!] = Mark;
        }

        // Some of the values are no JSON that a node could hold.
        var parts = root!.ToJsonString().Split($"\"{Mark}\"");
        return parts.Aggregate((left, right) => left + AnyValue() + right);
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> PlacesOf(JsonNode? node)
    {
        if (node is JsonObject members)
            return members.SelectMany(member => PlacesOf(member.Value).Prepend((members, member.Key, 0)));
        return node is JsonArray list
            ? list.SelectMany((item, index) => PlacesOf(item).Prepend((list, null, index)))
            : [];
    }

    private string AnyValue() => random.Next(12) switch
    {
        0 => new string('[', 70) + new string(']', 70),
        1 => string.Concat(Enumerable.Repeat("{\"a\":", 46)) + "1" + new string('}', 46),
        2 => "[" + string.Join(',', Enumerable.Repeat("{\"collection_id\":\"col_a\",\"parent_collection_id\":\"col_a\"}", random.Next(1, 400))) + "]",
        3 => "{\"a\":1,\"a\":{}}",
        < 8 => $"\"{Texts[random.Next(Texts.Length)]}\"",
        _ => Values[random.Next(Values.Length)],
    };

    private byte[] DamageBytes(byte[] body)
    {
        if (body.Length == 0)
            return body;
        var at = random.Next(body.Length);
        switch (random.Next(4))
        {
            case 0:
                return body[..at];
            case 1:
                body[at] = (byte)random.Next(256);
                return body;
            case 2:
                return [.. body[..at], .. body];
            default:
                return [.. body[..at], (byte)random.Next(256), .. body[at..]];
        }
    }

    private string DamageTarget(string path)
    {
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        var segments = (mark < 0 ? path : path[..mark]).Split('/');
        var at = random.Next(1, segments.Length);
        segments = random.Next(3) switch
        {
            0 => [.. segments[..at], Targets[random.Next(Targets.Length)], .. segments[at..]],
            1 => [.. segments, ""],
            _ => [.. segments[..at], Targets[random.Next(Targets.Length)], .. segments[(at + 1)..]],
        };
        return string.Join('/', segments) + (mark < 0 ? "" : path[mark..]);
    }

    private string DamageQuery(ContractOperation operation, string path)
    {
        var names = operation.Query.Select(parameter => parameter["name"]!.GetValue<string>()).Append("unknown").ToArray();
        var sign = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{path}{sign}{names[random.Next(names.Length)]}={QueryValues[random.Next(QueryValues.Length)]}";
    }
}
