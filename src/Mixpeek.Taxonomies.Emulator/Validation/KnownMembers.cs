using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Drops the members that the contract does not have, as the service ignores them on input.</summary>
internal static class KnownMembers
{
    public static TaxonomyConfig Only(TaxonomyConfig config) => config switch
    {
        FlatTaxonomyConfig flat => flat with
        {
            AdditionalProperties = null,
            InputMappings = Only(flat.InputMappings)!,
            SourceCollection = flat.SourceCollection with
            {
                AdditionalProperties = null,
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
        mappings?.Select(mapping => mapping with { AdditionalProperties = null }).ToArray();

    private static EnrichmentField[]? Only(IReadOnlyList<EnrichmentField>? fields) =>
        fields?.Select(field => field with { AdditionalProperties = null }).ToArray();

    private static StepAnalyticsConfig? Only(StepAnalyticsConfig? steps) => steps is null ? null : steps with
    {
        AdditionalProperties = null,
        Covariates = steps.Covariates?.Select(covariate => covariate with { AdditionalProperties = null }).ToArray(),
    };
}
