using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The claim of each operation that creates or changes a taxonomy.</summary>
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

    public static NameClaim<Taxonomy> Of(string taxonomy, UpdateTaxonomyRequest request) => new()
    {
        Name = request.TaxonomyName.Value,
        IdentityOf = static updated => (updated.TaxonomyId, updated.TaxonomyName),
        Changed = taxonomy,
        IsAsAsked = (found, _) =>
            (!request.Description.HasValue || (request.Description.Value ?? "") == (found.Description ?? ""))
            && (!request.MetadataText.HasValue || HasMetadata(found, request.MetadataText.Value ?? JsonText.Missing))
            && HasMembers(found.AdditionalProperties, request.AdditionalProperties),
        ToResult = static (found, _) => found,
    };

    /// <summary>Of a version, the config is compared where it is known. A body of the caller's own shape has none.</summary>
    public static NameClaim<Taxonomy> OfVersion(string taxonomyId, TaxonomyConfig? config) => new()
    {
        Name = null,
        IdentityOf = static made => (made.TaxonomyId, made.TaxonomyName),
        Changed = taxonomyId,
        IsAsAsked = (found, _) => config is not null && ConfigComparer.IsAsAsked(config, found.Config),
        ToResult = static (found, _) => found,
    };

    /// <summary>What a deletion was to remove is never as it was asked for while it can be read.</summary>
    public static NameClaim<JsonObject?> OfDeletion(string taxonomy) => new()
    {
        Name = null,
        IdentityOf = static _ => ("", ""),
        Changed = taxonomy,
        IsAsAsked = static (_, _) => false,
        ToResult = static (_, _) => null,
    };

    private static bool HasMetadata(Taxonomy found, JsonText asked) =>
        asked.Equals(found.MetadataText) || asked.Equals(LibraryMetadata.Without(found.MetadataText));

    private static bool HasMembers(JsonObject? found, JsonObject? asked) =>
        asked is null || asked.All(member => found?.ContainsKey(member.Key) == true && Equals(JsonText.Of(member.Value), JsonText.Of(found[member.Key])));

    private static bool HasDescription(Taxonomy found, string? asked, string? inherited) => asked is null
        ? string.IsNullOrEmpty(found.Description) || found.Description == inherited
        : found.Description == asked;
}
