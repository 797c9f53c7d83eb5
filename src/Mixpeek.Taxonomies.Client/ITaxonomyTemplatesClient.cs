namespace Mixpeek.Taxonomies.Client;

/// <summary>The operations on taxonomy templates. What they throw stands at <see cref="ITaxonomyClient"/>.</summary>
public interface ITaxonomyTemplatesClient
{
    /// <summary>Lists templates: <c>POST /v1/templates/taxonomies</c>. There are no pages.</summary>
    /// <param name="request">What to look for; null for all templates in use.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ListTemplatesResponse> ListAsync(ListTemplatesRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a template: <c>GET /v1/templates/taxonomies/{template_id}</c>.</summary>
    /// <param name="templateId">The template's ID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyNotFoundException">There is no such template.</exception>
    Task<TaxonomyTemplate> GetAsync(string templateId, CancellationToken cancellationToken = default);

    /// <summary>Makes a template from a taxonomy: <c>POST /v1/templates/taxonomies/from-taxonomy/{taxonomy_id}</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="request">The template's name and what is to be said of it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyOutcomeUnknownException">The template may exist: it was asked for, and no clear answer came.</exception>
    Task<CreateTemplateResponse> CreateFromTaxonomyAsync(string taxonomyId, CreateTemplateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a taxonomy from a template: <c>POST /v1/templates/taxonomies/{template_id}/instantiate</c>.</summary>
    /// <param name="templateId">The template's ID.</param>
    /// <param name="request">The taxonomy's name and its collections.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The ID of the taxonomy; read the taxonomy with it.</returns>
    /// <exception cref="TaxonomyConflictException">The name is taken.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The taxonomy may exist: it was asked for, and whether it was made could not be settled.</exception>
    Task<InstantiateTemplateResponse> InstantiateAsync(string templateId, InstantiateTemplateRequest request, CancellationToken cancellationToken = default);
}
