namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyTemplatesClient(CallSender sender) : ITaxonomyTemplatesClient
{
    public Task<ListTemplatesResponse> ListAsync(ListTemplatesRequest? request = null, CancellationToken cancellationToken = default)
    {
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.ListTemplates,
            Body = CallSender.Body(request ?? new ListTemplatesRequest(), WireJson.Context.ListTemplatesRequest),
        };
        return sender.SendAsync(call, WireJson.Context.ListTemplatesResponse, cancellationToken);
    }

    public Task<TaxonomyTemplate> GetAsync(string templateId, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(templateId, nameof(templateId));
        var call = new TaxonomyRequest { Operation = TaxonomyOperations.GetTemplate, Identifier = templateId };
        return sender.SendAsync(call, WireJson.Context.TaxonomyTemplate, cancellationToken);
    }

    public Task<CreateTemplateResponse> CreateFromTaxonomyAsync(
        string taxonomyId, CreateTemplateRequest request, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(taxonomyId, nameof(taxonomyId));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.CreateTemplateFromTaxonomy,
            Identifier = taxonomyId,
            Body = CallSender.Body(request, WireJson.Context.CreateTemplateRequest),
        };
        return sender.SendAsync(call, WireJson.Context.CreateTemplateResponse, cancellationToken);
    }

    public Task<InstantiateTemplateResponse> InstantiateAsync(
        string templateId, InstantiateTemplateRequest request, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(templateId, nameof(templateId));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.InstantiateTemplate,
            Identifier = templateId,
            Body = CallSender.Body(request, WireJson.Context.InstantiateTemplateRequest),
        };
        return sender.SendAsync(call, WireJson.Context.InstantiateTemplateResponse, Settlements.Of(templateId, request), cancellationToken);
    }
}
