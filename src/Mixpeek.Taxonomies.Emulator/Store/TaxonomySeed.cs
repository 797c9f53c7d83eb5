using System.Text;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Reads what a store holds from a JSON text: see the README for its shape, which is checked before anything is kept.
/// </summary>
internal static class TaxonomySeed
{
    public static void Load(TaxonomyStore store, string json)
    {
        var seed = Parse(json);
        SeedNames.Check(store, seed);
        try
        {
            Keep(store, seed);
        }
        catch (Exception fault) when (fault is TaxonomySerializationException or OverflowException)
        {
            throw new FormatException($"The seed can't be read: {fault.Message}", fault);
        }
    }

    public static async Task LoadAsync(TaxonomyStore store, string path, CancellationToken cancellationToken)
    {
        var json = await TaxonomyFile.ReadTextAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            Load(store, json);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{path}: {fault.Message}", fault);
        }
    }

    private static void Keep(TaxonomyStore store, JsonObject seed)
    {
        foreach (var taxonomy in Items(seed, "taxonomies").Select(TaxonomyOf).ToArray())
        {
            if (!store.TryKeep(taxonomy))
                throw new ArgumentException($"The name '{taxonomy.TaxonomyName}' or the ID '{taxonomy.TaxonomyId}' is taken.");
        }

        foreach (var (name, documents) in seed["collections"] as JsonObject ?? [])
            store.Collections.Add(name, [.. documents!.AsArray().Select(document => document!.AsObject())]);
        foreach (var application in Items(seed, "applications"))
            store.Collections.ListTaxonomy(Text(application, "collection"), Text(application, "taxonomy_id"));
        foreach (var template in Items(seed, "templates"))
            store.Templates.Add(TemplateOf(template));
        store.Assignments.Add([.. Items(seed, "assignments").Select(AssignmentOf)]);
    }

    private static JsonObject Parse(string json)
    {
        var validator = new BodyValidator();
        var node = BodyReader.Read(Utf8Of(json), validator, BodyLocation.Seed, allowsRepeats: false);
        if (validator.Faults.Count == 0)
            validator.Check(node, BodyLocation.Seed, SeedValidator.Check);
        return validator.Faults is [var fault, ..] ? throw new FormatException(MessageOf(fault)) : (JsonObject)node!;
    }

    private static byte[] Utf8Of(string json)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(json);
        }
        catch (EncoderFallbackException fault)
        {
            throw new FormatException($"The seed holds half of a surrogate pair at character {fault.Index + 1}.", fault);
        }
    }

    private static string MessageOf(BodyFault fault) => fault.Type switch
    {
        "json_invalid" => $"The seed is no JSON at byte {fault.Location.Parts[^1]}.",
        _ when fault.Location == BodyLocation.Seed => "The seed is no JSON object.",
        _ => $"{fault.Location}: {fault.Message}.",
    };

    private static IEnumerable<JsonObject> Items(JsonObject seed, string name) => (seed[name] as JsonArray ?? []).Select(item => item!.AsObject());

    private static string Text(JsonObject item, string name) => item[name]!.GetValue<string>();

    private static Taxonomy TaxonomyOf(JsonObject item)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(item.ToJsonString());
        return taxonomy with
        {
            Ready = item["ready"] is null ? !HierarchyInference.IsNeeded(taxonomy.Config) : taxonomy.Ready,
            CreatedAt = item["created_at"] is { } time ? EmulatorTime.TryParse(time.GetValue<string>()) : null,
        };
    }

    private static TaxonomyTemplate TemplateOf(JsonObject item)
    {
        item.TryAdd("is_active", true);
        return TaxonomyJson.Deserialize<TaxonomyTemplate>(item.ToJsonString());
    }

    private static TaxonomyAssignment AssignmentOf(JsonObject item) => new()
    {
        TaxonomyId = Text(item, "taxonomy_id"),
        CollectionId = Text(item, "collection_id"),
        SequenceId = Text(item, "sequence_id"),
        Label = Text(item, "label"),
        At = EmulatorTime.TryParse(Text(item, "at"))!.Value,
        Confidence = item["confidence"]?.GetValue<double>() ?? 1,
        Succeeded = item["succeeded"]?.GetValue<bool>() ?? true,
        Latency = TimeSpan.FromMilliseconds(item["latency_ms"]?.GetValue<double>() ?? 0),
        Covariates = (item["covariates"] as JsonObject ?? []).ToDictionary(covariate => covariate.Key, covariate => covariate.Value!.ToString()),
    };
}
