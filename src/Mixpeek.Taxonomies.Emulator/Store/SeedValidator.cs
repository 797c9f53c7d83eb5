using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Checks a seed. A member that the emulator would not keep is a fault, so that nothing is dropped in silence.</summary>
internal static class SeedValidator
{
    public static void Check(BodyValidator validator, JsonObject seed, BodyLocation at)
    {
        Only(validator, seed, at, "taxonomies", "collections", "applications", "templates", "assignments");
        validator.List(seed, "taxonomies", at, Item(CheckTaxonomy));
        validator.Object(seed, "collections", at, static (validator, collections, at) =>
        {
            foreach (var (name, _) in collections)
                validator.List(collections, name, at, BodyValidator.MapItem, isRequired: true);
        });
        validator.List(seed, "applications", at, Item(static (validator, application, at) => Texts(validator, application, at, "collection", "taxonomy_id")));
        validator.List(seed, "templates", at, Item(CheckTemplate));
        validator.List(seed, "assignments", at, Item(CheckAssignment));
    }

    private static void CheckTaxonomy(BodyValidator validator, JsonObject taxonomy, BodyLocation at)
    {
        Only(validator, taxonomy, at, "taxonomy_id", "version", "taxonomy_name", "description", "retriever_id", "input_mappings", "config", "ready", "created_at", "metadata");
        validator.Text(taxonomy, "taxonomy_id", at, isNullable: false, minLength: 1);
        validator.Integer(taxonomy, "version", at, isNullable: false, min: 1);
        validator.Text(taxonomy, "taxonomy_name", at, isRequired: true);
        validator.Text(taxonomy, "description", at);
        validator.Text(taxonomy, "retriever_id", at);
        validator.List(taxonomy, "input_mappings", at, ConfigValidator.CheckMapping);
        validator.Flag(taxonomy, "ready", at);
        CheckTime(validator, taxonomy, "created_at", at, isRequired: false);
        validator.Map(taxonomy, "metadata", at);
        ConfigValidator.Check(validator, taxonomy, at, isRequired: true);
        if (validator.Faults.Count == 0 && HierarchyValidator.FindFault(TaxonomyJson.Deserialize<TaxonomyConfig>(taxonomy["config"]!.ToJsonString())) is { } fault)
            validator.Fault(at.At("config"), "value_error", fault);
    }

    private static void CheckTemplate(BodyValidator validator, JsonObject template, BodyLocation at)
    {
        string[] texts = ["template_type", "mode", "scope", "internal_id", "name", "description", "category", "created_by", "source_resource_id", "sample_namespace_id"];
        string[] lists = ["tags", "use_cases", "requirements"];
        string[] flags = ["is_active", "is_public"];
        string[] times = ["created_at", "updated_at"];
        Only(validator, template, at, ["template_id", "configuration", .. texts, .. lists, .. flags, .. times]);
        validator.Text(template, "template_id", at, isRequired: true);
        if (template["template_id"] is JsonValue id && id.TryGetValue<string>(out var text) && !TemplateStore.IsId(text))
            validator.Fault(at.At("template_id"), "string_pattern_mismatch", $"String should match pattern '{TemplateStore.IdPattern}'");
        validator.Map(template, "configuration", at);
        foreach (var name in texts)
            validator.Text(template, name, at);
        foreach (var list in lists)
            validator.List(template, list, at, BodyValidator.TextItem);
        foreach (var flag in flags)
            validator.Flag(template, flag, at);
        foreach (var time in times)
            CheckTime(validator, template, time, at, isRequired: false);
    }

    private static void CheckAssignment(BodyValidator validator, JsonObject assignment, BodyLocation at)
    {
        string[] texts = ["taxonomy_id", "collection_id", "sequence_id", "label"];
        Only(validator, assignment, at, [.. texts, "at", "confidence", "succeeded", "latency_ms", "covariates"]);
        Texts(validator, assignment, at, texts);
        CheckTime(validator, assignment, "at", at, isRequired: true);
        validator.Number(assignment, "confidence", at);
        if (assignment["confidence"]?.GetValueKind() == JsonValueKind.Number && assignment["confidence"]!.GetValue<double>() is not (>= 0 and <= 1))
            validator.Fault(at.At("confidence"), "value_error", "Value error, a confidence is from 0 to 1");
        validator.Flag(assignment, "succeeded", at);
        validator.Number(assignment, "latency_ms", at);
        validator.TextMap(assignment, "covariates", at);
    }

    private static Action<BodyValidator, JsonNode?, BodyLocation> Item(Action<BodyValidator, JsonObject, BodyLocation> check) =>
        (validator, item, at) => validator.Check(item, at, check);

    private static void Texts(BodyValidator validator, JsonObject item, BodyLocation at, params string[] names)
    {
        foreach (var name in names)
            validator.Text(item, name, at, isRequired: true);
    }

    private static void CheckTime(BodyValidator validator, JsonObject item, string name, BodyLocation at, bool isRequired)
    {
        validator.Text(item, name, at, isRequired, isNullable: false);
        if (item[name]?.GetValueKind() == JsonValueKind.String && EmulatorTime.TryParse(item[name]!.GetValue<string>()) is null)
            validator.Fault(at.At(name), "datetime_from_date_parsing", "Input should be a valid datetime or date");
    }

    private static void Only(BodyValidator validator, JsonObject item, BodyLocation at, params string[] known)
    {
        foreach (var (name, _) in item.Where(member => !known.Contains(member.Key)))
            validator.Fault(at.At(name), "extra_forbidden", $"'{name}' is not kept by the emulator; known are {string.Join(", ", known)}");
    }
}
