using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace CloneTaxonomy;

/// <summary>Prints aligned lines.</summary>
internal static class Report
{
    public static void Title(string text)
    {
        Console.WriteLine();
        Console.WriteLine(text);
    }

    public static void Line(string label, string text) => Console.WriteLine($"  {label,-21}{text}");

    /// <summary>Prints each member whose value is not the same in both, with a path where it stands deeper.</summary>
    public static void Differences(Taxonomy before, Taxonomy after) =>
        Differences("", JsonNode.Parse(TaxonomyJson.Serialize(before)), JsonNode.Parse(TaxonomyJson.Serialize(after)));

    public static async Task FailureAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (TaxonomyApiException failure)
        {
            Console.WriteLine($"  {failure.GetType().Name}");
            Console.WriteLine($"    {failure.Message}");
        }
    }

    private static void Differences(string path, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
            return;
        if (before is JsonObject left && after is JsonObject right)
        {
            foreach (var name in left.Select(member => member.Key).Union(right.Select(member => member.Key)))
                Differences(path.Length == 0 ? name : $"{path}.{name}", left[name], right[name]);
            return;
        }

        Line(path, $"{Text(before)} -> {Text(after)}");
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "(none)";
}
