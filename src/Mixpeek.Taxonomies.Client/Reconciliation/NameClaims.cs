namespace Mixpeek.Taxonomies.Client;

/// <summary>The claim of each operation that gives a taxonomy its name.</summary>
internal static class NameClaims
{
    public static NameClaim<Taxonomy> Of(CreateTaxonomyRequest request) => new()
    {
        Name = request.TaxonomyName,
        IdentityOf = static created => (created.TaxonomyId, created.TaxonomyName),
        IsAsAsked = (found, _) => HasDescription(found, request.Description, inherited: null) && ConfigComparer.IsAsAsked(request.Config, found.Config),
        ToResult = static (found, _) => found,
    };

    public static NameClaim<CloneTaxonomyResponse> Of(string source, CloneTaxonomyRequest request) => new()
    {
        Name = request.TaxonomyName,
        IdentityOf = static response => (response.Taxonomy.TaxonomyId, response.Taxonomy.TaxonomyName),
        Source = source,
        IsAsAsked = (found, original) => HasDescription(found, request.Description.Value, original?.Description)
            && (request.Config.Value is { } asked
                ? ConfigComparer.IsAsAsked(asked, found.Config)
                : original is not null && ConfigComparer.IsCopy(original.Config, found.Config)),
        ToResult = static (found, original) => new CloneTaxonomyResponse
        {
            Taxonomy = found,
            SourceTaxonomyId = original?.TaxonomyId ?? "",
            Outcome = CreationOutcome.Recovered,
        },
    };

    /// <summary>What a template makes of its config and its description is the service's own, so that only the collections tell.</summary>
    public static NameClaim<InstantiateTemplateResponse> Of(string templateId, InstantiateTemplateRequest request) => new()
    {
        Name = request.TaxonomyName,
        IdentityOf = static response => (response.TaxonomyId, response.TaxonomyName),
        IsAsAsked = (found, _) => (request.Description ?? found.Description) == found.Description
            && request.CollectionConfig.Count > 0
            && request.CollectionConfig.Values.All(ConfigComparer.CollectionsOf(found.Config).Contains),
        ToResult = (found, _) => new InstantiateTemplateResponse
        {
            TaxonomyId = found.TaxonomyId,
            TaxonomyName = found.TaxonomyName,
            TemplateId = templateId,
            CreatedAt = found.CreatedAt,
            Outcome = CreationOutcome.Recovered,
        },
    };

    /// <summary>Returns null where the update gives no name: a repeat is then answered like the first attempt.</summary>
    public static NameClaim<Taxonomy>? Of(string taxonomy, UpdateTaxonomyRequest request) =>
        request.TaxonomyName.Value is not { } name ? null : new NameClaim<Taxonomy>
        {
            Name = name,
            IdentityOf = static updated => (updated.TaxonomyId, updated.TaxonomyName),
            Renamed = taxonomy,
            IsAsAsked = (found, _) =>
                (!request.Description.HasValue || request.Description.Value == found.Description)
                && (!request.MetadataText.HasValue || (request.MetadataText.Value ?? JsonText.Missing).Equals(found.MetadataText)),
            ToResult = static (found, _) => found,
        };

    private static bool HasDescription(Taxonomy found, string? asked, string? inherited) => asked is null
        ? string.IsNullOrEmpty(found.Description) || found.Description == inherited
        : found.Description == asked;
}
