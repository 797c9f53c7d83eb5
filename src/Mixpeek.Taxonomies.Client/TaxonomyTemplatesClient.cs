namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyTemplatesClient(TaxonomyClient client) : ITaxonomyTemplatesClient
{
    public Task<ListTemplatesResponse> ListAsync(ListTemplatesRequest? request = null, CancellationToken cancellationToken = default) => client.RunAsync(
        TaxonomyOperations.ListTemplates,
        (apis, options, token) => apis.Templates.ListTemplatesAsync(request ?? new ListTemplatesRequest(), options, token),
        cancellationToken);

    public Task<TaxonomyTemplate> GetAsync(string templateId, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.GetTemplate, templateId, nameof(templateId));
        return client.RunAsync(
            TaxonomyOperations.GetTemplate,
            (apis, options, token) => apis.Templates.GetTemplateAsync(templateId, options, token),
            cancellationToken);
    }

    public Task<CreateTemplateResponse> CreateFromTaxonomyAsync(
        string taxonomyId, CreateTemplateRequest request, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.CreateTemplateFromTaxonomy, taxonomyId, nameof(taxonomyId));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.CreateTemplateFromTaxonomy,
            (apis, options, token) => apis.Templates.CreateTemplateFromTaxonomyAsync(taxonomyId, request, options, token),
            cancellationToken);
    }

    public Task<InstantiateTemplateResponse> InstantiateAsync(
        string templateId, InstantiateTemplateRequest request, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.InstantiateTemplate, templateId, nameof(templateId));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.InstantiateTemplate,
            (apis, options, token) => apis.Templates.InstantiateTemplateAsync(templateId, request, options, token),
            NameClaims.Of(templateId, request),
            cancellationToken);
    }
}
