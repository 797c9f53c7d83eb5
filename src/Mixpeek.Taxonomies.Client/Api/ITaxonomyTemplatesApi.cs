using Refit;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The endpoints of taxonomy templates, as Refit builds them.</summary>
/// <remarks><inheritdoc cref="ITaxonomiesApi" path="/remarks"/></remarks>
public interface ITaxonomyTemplatesApi
{
    /// <summary>Lists taxonomy templates.</summary>
    /// <param name="request">What to look for.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/templates/taxonomies"), Safety(OperationSafety.Read)]
    Task<ListTemplatesResponse> ListTemplatesAsync(
        [Body] ListTemplatesRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads a taxonomy template.</summary>
    /// <param name="templateId">The template's ID.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("/v1/templates/taxonomies/{template_id}"), Safety(OperationSafety.Read)]
    Task<TaxonomyTemplate> GetTemplateAsync(
        [AliasAs("template_id")] string templateId,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Makes a template from a taxonomy.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="request">The template's name and what else is said of it.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/templates/taxonomies/from-taxonomy/{taxonomy_id}"), Safety(OperationSafety.Creates)]
    Task<CreateTemplateResponse> CreateTemplateFromTaxonomyAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Body] CreateTemplateRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Makes a taxonomy from a template.</summary>
    /// <param name="templateId">The template's ID.</param>
    /// <param name="request">The taxonomy's name and its collections.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/templates/taxonomies/{template_id}/instantiate"), Safety(OperationSafety.CreatesByName)]
    Task<InstantiateTemplateResponse> InstantiateTemplateAsync(
        [AliasAs("template_id")] string templateId,
        [Body] InstantiateTemplateRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);
}
