using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Drops the members that the contract does not have, as the service ignores them on input. A required text that is
/// empty stays among the additional members, from where the models write it.
/// </summary>
internal static class KnownMembers
{
    public static Taxonomy Only(Taxonomy taxonomy) => OfName(taxonomy) with
    {
        InputMappings = Only(taxonomy.InputMappings),
        Config = Only(taxonomy.Config),
    };

    /// <summary>The same for a taxonomy of which only the name has changed.</summary>
    public static Taxonomy OfName(Taxonomy taxonomy) => taxonomy with { AdditionalProperties = Empty(("taxonomy_name", taxonomy.TaxonomyName)) };

    public static TaxonomyConfig Only(TaxonomyConfig config) => config switch
    {
        FlatTaxonomyConfig flat => flat with
        {
            AdditionalProperties = Empty(("retriever_id", flat.RetrieverId)),
            InputMappings = Only(flat.InputMappings)!,
            SourceCollection = flat.SourceCollection with
            {
                AdditionalProperties = Empty(("collection_id", flat.SourceCollection.CollectionId)),
                EnrichmentFields = Only(flat.SourceCollection.EnrichmentFields),
            },
            StepAnalytics = Only(flat.StepAnalytics),
        },
        HierarchicalTaxonomyConfig hierarchy => hierarchy with
        {
            AdditionalProperties = null,
            InputMappings = Only(hierarchy.InputMappings),
            HierarchicalNodes = hierarchy.HierarchicalNodes?.Select(Only).ToArray(),
            StepAnalytics = Only(hierarchy.StepAnalytics),
        },
        _ => config,
    };

    private static HierarchicalNode Only(HierarchicalNode node) => node with
    {
        AdditionalProperties = null,
        EnrichmentFields = Only(node.EnrichmentFields),
        InputMappings = Only(node.InputMappings),
    };

    private static InputMapping[]? Only(IReadOnlyList<InputMapping>? mappings) =>
        mappings?.Select(mapping => mapping with { AdditionalProperties = Empty(("input_key", mapping.InputKey)) }).ToArray();

    private static EnrichmentField[]? Only(IReadOnlyList<EnrichmentField>? fields) =>
        fields?.Select(field => field with { AdditionalProperties = Empty(("field_path", field.FieldPath)) }).ToArray();

    private static StepAnalyticsConfig? Only(StepAnalyticsConfig? steps) => steps is null ? null : steps with
    {
        AdditionalProperties = Empty(("timestamp_field", steps.TimestampField), ("sequence_id_field", steps.SequenceIdField)),
        Covariates = steps.Covariates?.Select(covariate => covariate with { AdditionalProperties = Empty(("field_path", covariate.FieldPath)) }).ToArray(),
    };

    private static JsonObject? Empty(params (string Name, string? Value)[] required)
    {
        var empty = required.Where(member => string.IsNullOrEmpty(member.Value)).ToArray();
        return empty.Length == 0 ? null : new JsonObject(empty.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)"")));
    }
}
