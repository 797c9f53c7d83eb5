using System.Text.Json;

namespace TaxonomyCli;

/// <summary>Files of JSON with maps of texts. What is wrong is named with the file, and the line or the member.</summary>
internal static class TextMapFile
{
    /// <summary>Reads a map of texts, in the order of the file.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var json = await ParseAsync(path, cancellationToken);
        return [.. Texts(path, json.RootElement, "the whole")];
    }

    /// <summary>Reads maps of texts by their names, which have to be of those that are known.</summary>
    public static async Task<IReadOnlyDictionary<string, Dictionary<string, string>>> ReadGroupsAsync(string path, string[] known, CancellationToken cancellationToken)
    {
        using var json = await ParseAsync(path, cancellationToken);
        return Members(path, json.RootElement, "the whole").ToDictionary(
            member => known.Contains(member.Name) ? member.Name : throw new FormatException($"{path}: '{member.Name}' is none of {string.Join(", ", known)}."),
            member => Texts(path, member.Value, member.Name).ToDictionary());
    }

    private static async Task<JsonDocument> ParseAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonDocument.Parse(await File.ReadAllBytesAsync(path, cancellationToken));
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{path}, line {fault.LineNumber + 1}: is no JSON ({fault.Message.Split(" LineNumber:")[0].TrimEnd('.')})", fault);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts(string path, JsonElement map, string name) =>
        Members(path, map, name).Select(member => KeyValuePair.Create(
            member.Name,
            member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : throw new FormatException($"{path}: '{member.Name}' is {Kind(member.Value)}, expected a text.")));

    private static IEnumerable<JsonProperty> Members(string path, JsonElement map, string name)
    {
        if (map.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{path}: {(name == "the whole" ? name : $"'{name}'")} is {Kind(map)}, expected an object.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
            yield return seen.Add(member.Name) ? member : throw new FormatException($"{path}: '{member.Name}' is there twice.");
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
