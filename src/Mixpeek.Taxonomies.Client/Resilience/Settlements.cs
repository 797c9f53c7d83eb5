using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The settlement of each operation that gives a taxonomy its name.</summary>
internal static class Settlements
{
    public static Settlement<Taxonomy> Of(CreateTaxonomyRequest request) => new()
    {
        Name = request.TaxonomyName,
        Recognise = finding => RecogniseCreation(
            finding, request.TaxonomyName, request.Description, found => ConfigMatch.IsAsAsked(request.Config, found)),
        ToResult = static finding => finding.Taxonomy,
    };

    public static Settlement<CloneTaxonomyResponse> Of(string source, CloneTaxonomyRequest request) => new()
    {
        Name = request.TaxonomyName,
        Source = source,
        Recognise = finding =>
        {
            var recognition = RecogniseCreation(
                finding, request.TaxonomyName, request.Description.ValueOrDefault, found => IsClone(request, finding.Source, found));
            return recognition == Recognition.Foreign || finding.IsSourceRead ? recognition : Recognition.NeedsSource;
        },
        ToResult = static finding => new CloneTaxonomyResponse
        {
            Taxonomy = finding.Taxonomy,
            SourceTaxonomyId = finding.Source?.TaxonomyId ?? "",
            Outcome = CreationOutcome.Recovered,
        },
    };

    /// <summary>What a template makes of its config is the service's own, so that only the collections tell.</summary>
    public static Settlement<InstantiateTemplateResponse> Of(string templateId, InstantiateTemplateRequest request) => new()
    {
        Name = request.TaxonomyName,
        Recognise = finding => RecogniseCreation(
            finding, request.TaxonomyName, request.Description, found => request.CollectionConfig.Values.All(ConfigMatch.CollectionsOf(found).Contains)),
        ToResult = finding => new InstantiateTemplateResponse
        {
            TaxonomyId = finding.Taxonomy.TaxonomyId,
            TaxonomyName = finding.Taxonomy.TaxonomyName,
            TemplateId = templateId,
            CreatedAt = finding.Taxonomy.CreatedAt,
            Outcome = CreationOutcome.Recovered,
        },
    };

    /// <summary>Returns null where the update gives no name: a repeat is then answered like the first attempt.</summary>
    public static Settlement<Taxonomy>? Of(string taxonomy, UpdateTaxonomyRequest request) =>
        request.TaxonomyName.ValueOrDefault is not { } name ? null : new Settlement<Taxonomy>
        {
            Name = name,
            Recognise = finding => RecogniseRename(finding, taxonomy, name, request),
            ToResult = static finding => finding.Taxonomy,
        };

    private static bool IsClone(CloneTaxonomyRequest request, Taxonomy? source, TaxonomyConfig found) =>
        request.Config.ValueOrDefault is { } asked
            ? ConfigMatch.IsAsAsked(asked, found)
            : source is not null && ConfigMatch.IsCopy(source.Config, found);

    private static Recognition RecogniseCreation(
        Finding finding, string name, string? description, Func<TaxonomyConfig, bool> isAsAsked)
    {
        var found = finding.Taxonomy;
        if (found.TaxonomyName != name || finding.NotBefore is not { } notBefore || found.CreatedAt is not { } createdAt)
            return Recognition.Undecided;
        if (createdAt < notBefore)
            return Recognition.Foreign;
        var isOurs = (description is null || description == found.Description) && isAsAsked(found.Config);
        return isOurs ? Recognition.Ours : Recognition.Undecided;
    }

    /// <summary>
    /// The old name is gone and the new one is there: the rename took effect. A conflict with the new name shows
    /// nothing, unless the taxonomy was named by its ID and has it.
    /// </summary>
    private static Recognition RecogniseRename(Finding finding, string taxonomy, string name, UpdateTaxonomyRequest request)
    {
        var found = finding.Taxonomy;
        if (found.TaxonomyName != name)
            return Recognition.Undecided;
        var isOurs = (finding.Failure is TaxonomyNotFoundException || found.TaxonomyId == taxonomy)
            && (!request.Description.HasValue || request.Description.Value == found.Description)
            && (!request.Metadata.HasValue || JsonNode.DeepEquals(request.Metadata.Value ?? [], found.Metadata));
        return isOurs ? Recognition.Ours : Recognition.Foreign;
    }
}
