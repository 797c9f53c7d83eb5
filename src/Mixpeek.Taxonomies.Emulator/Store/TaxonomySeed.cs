using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Reads what a store holds from a JSON file: see the README for its shape.</summary>
internal static class TaxonomySeed
{
    private static readonly string[] Members = ["taxonomies", "collections", "applications", "templates", "assignments"];

    public static void Load(TaxonomyStore store, string json)
    {
        var seed = Parse(json);
        if (seed.Select(member => member.Key).Except(Members).FirstOrDefault() is { } unknown)
            throw new FormatException($"The seed has a member '{unknown}'; it may have {string.Join(", ", Members)}.");
        foreach (var taxonomy in Items(seed, "taxonomies").Select(item => TaxonomyJson.Deserialize<Taxonomy>(item.ToJsonString())))
            store.Add(taxonomy.TaxonomyName, taxonomy.Config, taxonomy.Description, id: taxonomy.TaxonomyId.Length > 0 ? taxonomy.TaxonomyId : null);
        foreach (var (name, documents) in seed["collections"] as JsonObject ?? [])
            store.Collections.Add(name, [.. (documents as JsonArray ?? []).OfType<JsonObject>()]);
        foreach (var application in Items(seed, "applications"))
            store.Collections.ListTaxonomy(Text(application, "collection"), Text(application, "taxonomy_id"));
        foreach (var template in Items(seed, "templates"))
            store.Templates.Add(TaxonomyJson.Deserialize<TaxonomyTemplate>(template.ToJsonString()));
        store.Assignments.Add([.. Items(seed, "assignments").Select(AssignmentOf)]);
    }

    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new FormatException("The seed is no JSON object.");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The seed is no JSON: {fault.Message}", fault);
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject seed, string name) =>
        (seed[name] as JsonArray ?? []).Select(item => item as JsonObject ?? throw new FormatException($"An item of '{name}' in the seed is no object."));

    private static string Text(JsonObject item, string name) =>
        item[name]?.GetValueKind() == JsonValueKind.String
            ? item[name]!.GetValue<string>()
            : throw new FormatException($"An item of the seed lacks the text '{name}'.");

    private static TaxonomyAssignment AssignmentOf(JsonObject item) => new()
    {
        TaxonomyId = Text(item, "taxonomy_id"),
        CollectionId = Text(item, "collection_id"),
        SequenceId = Text(item, "sequence_id"),
        Label = Text(item, "label"),
        At = EmulatorTime.TryParse(Text(item, "at"))
            ?? throw new FormatException("An item of 'assignments' in the seed has an 'at' that is no time."),
        Confidence = item["confidence"]?.GetValue<double>() ?? 1,
        Succeeded = item["succeeded"]?.GetValue<bool>() ?? true,
        Latency = TimeSpan.FromMilliseconds(item["latency_ms"]?.GetValue<double>() ?? 0),
        Covariates = (item["covariates"] as JsonObject ?? []).ToDictionary(covariate => covariate.Key, covariate => covariate.Value?.ToString() ?? ""),
    };
}
