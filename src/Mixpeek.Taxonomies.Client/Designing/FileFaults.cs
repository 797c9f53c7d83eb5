using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Finds what is wrong with a file. What a client tolerates in an answer, which it did not write, is a mistake in a
/// file: a member of another type than the contract gives it.
/// </summary>
internal static partial class FileFaults
{
    private const string Expected = "an object with 'taxonomy_name' and 'config'";

    private static readonly HashSet<string> OfTaxonomy = new(StringComparer.Ordinal) { "taxonomy_name", "description", "metadata" };

    /// <summary>The names that a file's members may have: those of an answer, so that a kept answer is a file too.</summary>
    private static readonly HashSet<string> Known = new(Taxonomy.WireNames, StringComparer.Ordinal) { "namespace_id", "taxonomy_type" };

    /// <summary>Returns what is wrong with the text, with its line; null if nothing is wrong.</summary>
    public static string? OfText(ReadOnlySpan<byte> utf8) => FileJson.FaultOf(utf8, Expected, Known);

    /// <summary>Returns the member that is wrong, and why; null for none.</summary>
    public static string? Of(Taxonomy taxonomy)
    {
        if (OddMember(taxonomy, OfTaxonomy) is { } odd)
            return $"{odd} is of the wrong type";
        if (taxonomy.TaxonomyName.Length == 0)
            return $"taxonomy_name is missing, expected {Expected}";
        if (taxonomy.Config is UnknownTaxonomyConfig { Raw.ValueKind: JsonValueKind.Undefined or JsonValueKind.Null })
            return $"config is missing, expected {Expected}";
        if (taxonomy.Config is UnknownTaxonomyConfig { Raw.ValueKind: not JsonValueKind.Object })
            return "config is of the wrong type";
        if (taxonomy.Config is UnknownTaxonomyConfig && taxonomy.Config.TaxonomyType == default)
            return "config.taxonomy_type is missing";
        foreach (var (path, model, names) in ModelsOf(taxonomy.Config))
        {
            if (OddMember(model, names) is { } member)
                return $"{path}.{member} is of the wrong type";
        }

        return OfConfig(taxonomy.Config) ?? OfCopies(taxonomy);
    }

    /// <summary>Returns what a file can't hold of a taxonomy, and why; null if it can hold everything.</summary>
    public static string? OfWriting(Taxonomy taxonomy)
    {
        if (taxonomy.MetadataText.Fault is { } unwritable)
            return $"metadata {unwritable}";
        try
        {
            JsonText.Of(taxonomy.Config.Write);
        }
        catch (JsonException unwritten)
        {
            return $"config ({unwritten.Message.TrimEnd('.')})";
        }

        if (OfConfig(taxonomy.Config) is { } fault && fault.Contains(ArgumentPath.NoUnicode, StringComparison.Ordinal))
            return fault;
        foreach (var name in OfTaxonomy)
        {
            if (taxonomy.AdditionalProperties?[name] is { } odd)
                return OfValue(name, odd) ?? $"{name} is of the wrong type";
        }

        return null;
    }

    /// <summary>Returns the first text or name in a value that is not valid Unicode, and why; null if there is none.</summary>
    public static string? OfValue(string path, JsonNode? value) => value switch
    {
        JsonObject map => map.Select(member => JsonString.IsValid(member.Key) ? OfValue($"{path}.{member.Key}", member.Value) : $"a name in {path} {ArgumentPath.NoUnicode}")
            .FirstOrDefault(static fault => fault is not null),
        JsonArray list => list.Select((item, i) => OfValue($"{path}[{i}]", item)).FirstOrDefault(static fault => fault is not null),
        JsonValue text when text.TryGetValue<string>(out var characters) && !JsonString.IsValid(characters) => $"{path} {ArgumentPath.NoUnicode}",
        _ => null,
    };

    private static string? OfConfig(TaxonomyConfig config)
    {
        try
        {
            config.Validate(new ArgumentPath("config"));
            return null;
        }
        catch (ArgumentException fault)
        {
            return Member().Replace(ArgumentPath.ReasonOf(fault).TrimEnd('.'), static name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name.Value));
        }
    }

    /// <summary>Finds what stands beside the config and would have no effect, because the config has something else.</summary>
    private static string? OfCopies(Taxonomy taxonomy)
    {
        var (retriever, inputs) = taxonomy.Config switch
        {
            FlatTaxonomyConfig flat => (flat.RetrieverId, flat.InputMappings),
            HierarchicalTaxonomyConfig hierarchy => (hierarchy.RetrieverId, hierarchy.InputMappings),
            _ => (taxonomy.RetrieverId, taxonomy.InputMappings),
        };
        if (taxonomy.AdditionalProperties?["taxonomy_type"] is { } type && type.ToString() != taxonomy.Config.TaxonomyType.ToString())
            return "taxonomy_type has no effect beside the config; set config.taxonomy_type";
        if (taxonomy.RetrieverId is not null && taxonomy.RetrieverId != retriever)
            return "retriever_id has no effect beside the config; set config.retriever_id";
        return taxonomy.InputMappings is { Count: > 0 } copy && !copy.SequenceEqual(inputs ?? [])
            ? "input_mappings has no effect beside the config; set config.input_mappings"
            : null;
    }

    private static string? OddMember(ExtensibleModel model, IReadOnlySet<string> names) =>
        model.AdditionalProperties?.Select(static member => member.Key).FirstOrDefault(names.Contains);

    private static IEnumerable<(string Path, ExtensibleModel Model, IReadOnlySet<string> Names)> ModelsOf(TaxonomyConfig config) => config switch
    {
        FlatTaxonomyConfig flat =>
        [
            ("config", flat, FlatTaxonomyConfig.WireNames),
            ("config.source_collection", flat.SourceCollection, SourceCollection.WireNames),
            .. Items("config.input_mappings", flat.InputMappings, InputMapping.WireNames),
            .. Items("config.source_collection.enrichment_fields", flat.SourceCollection.EnrichmentFields, EnrichmentField.WireNames),
            .. OfSteps(flat.StepAnalytics),
        ],
        HierarchicalTaxonomyConfig hierarchy =>
        [
            ("config", hierarchy, HierarchicalTaxonomyConfig.WireNames),
            .. Items("config.input_mappings", hierarchy.InputMappings, InputMapping.WireNames),
            .. (hierarchy.HierarchicalNodes ?? []).SelectMany(static (node, i) => OfNode($"config.hierarchical_nodes[{i}]", node)),
            .. OfSteps(hierarchy.StepAnalytics),
        ],
        _ => [],
    };

    private static IEnumerable<(string Path, ExtensibleModel Model, IReadOnlySet<string> Names)> OfNode(string path, HierarchicalNode node) =>
    [
        (path, node, HierarchicalNode.WireNames),
        .. Items($"{path}.input_mappings", node.InputMappings, InputMapping.WireNames),
        .. Items($"{path}.enrichment_fields", node.EnrichmentFields, EnrichmentField.WireNames),
    ];

    private static IEnumerable<(string Path, ExtensibleModel Model, IReadOnlySet<string> Names)> OfSteps(StepAnalyticsConfig? steps) => steps is null ? [] :
    [
        ("config.step_analytics", steps, StepAnalyticsConfig.WireNames),
        .. Items("config.step_analytics.covariates", steps.Covariates, CovariateConfig.WireNames),
    ];

    private static IEnumerable<(string Path, ExtensibleModel Model, IReadOnlySet<string> Names)> Items(
        string path, IReadOnlyList<ExtensibleModel>? models, IReadOnlySet<string> names) =>
        (models ?? []).Select((model, i) => ($"{path}[{i}]", model, names));

    /// <summary>The names of an argument's members, before what is said of them.</summary>
    [GeneratedRegex(@"(?<=^\S*\.)[A-Z][A-Za-z]*")]
    private static partial Regex Member();
}
