using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Finds what is wrong with a file. What a client tolerates in an answer, which it did not write, is a mistake in a
/// file: a member of another type than the contract gives it.
/// </summary>
internal static partial class FileFaults
{
    private const string Expected = "expected an object with 'taxonomy_name' and 'config'";

    private static readonly HashSet<string> OfTaxonomy = new(StringComparer.Ordinal) { "taxonomy_name", "description", "metadata" };

    /// <summary>Returns the line and why it is no JSON, or that the whole is no object; null for an object.</summary>
    public static string? OfJson(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(JsonBody.WithoutByteOrderMark(utf8), new JsonReaderOptions { MaxDepth = 2 * JsonText.MaxDepth });
        try
        {
            reader.Read();
            var first = reader.TokenType;
            while (reader.Read())
            {
                // To the end, or to what is no JSON.
            }

            return first switch
            {
                JsonTokenType.StartObject => null,
                JsonTokenType.StartArray => $"line 1: is a list, {Expected}",
                _ => $"line 1: is a single value, {Expected}",
            };
        }
        catch (JsonException fault)
        {
            return $"line {fault.LineNumber + 1}: is no JSON ({fault.Message.Split(" LineNumber:")[0].TrimEnd('.')})";
        }
    }

    /// <summary>Returns the member that is wrong, and why; null for none.</summary>
    public static string? Of(Taxonomy taxonomy)
    {
        if (OddMember(taxonomy, OfTaxonomy) is { } odd)
            return $"{odd} is of the wrong type";
        if (taxonomy.TaxonomyName.Length == 0)
            return $"taxonomy_name is missing, {Expected}";
        if (taxonomy.Config is UnknownTaxonomyConfig { Raw.ValueKind: JsonValueKind.Undefined or JsonValueKind.Null })
            return $"config is missing, {Expected}";
        if (taxonomy.Config is UnknownTaxonomyConfig { Raw.ValueKind: not JsonValueKind.Object })
            return "config is of the wrong type";
        if (taxonomy.Config is UnknownTaxonomyConfig && taxonomy.Config.TaxonomyType == default)
            return "config.taxonomy_type is missing";
        foreach (var (path, model, names) in ModelsOf(taxonomy.Config))
        {
            if (OddMember(model, names) is { } member)
                return $"{path}.{member} is of the wrong type";
        }

        try
        {
            taxonomy.Config.Validate(new ArgumentPath("config"));
            return null;
        }
        catch (ArgumentException fault)
        {
            return Member().Replace(ArgumentPath.ReasonOf(fault).TrimEnd('.'), static name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name.Value));
        }
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
