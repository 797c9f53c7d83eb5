using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The operations on templates.</summary>
internal static class TemplateEndpoints
{
    private static readonly string[] Scopes = ["system", "organization", "user", "public"];

    public static EmulatorAnswer List(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            validator.Text(body, "search", BodyLocation.Body);
            validator.Text(body, "category", BodyLocation.Body);
            validator.OneOf(body, "scope", BodyLocation.Body, Scopes, isNullable: true);
            validator.Flag(body, "is_active", BodyLocation.Body);
            validator.List(body, "tags", BodyLocation.Body, BodyValidator.TextItem);
            validator.Map(body, "filters", BodyLocation.Body, FilterValidator.Check);
            validator.TextMap(body, "sort", BodyLocation.Body);
        }, isRequired: false);
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        if (call.Body["sort"] is JsonObject sort && !IsOrder(sort))
            return EmulatorAnswer.BadRequest("'sort' needs the member 'field', and a 'direction' that is 'asc' or 'desc' if it has one");
        call.Body.TryAdd("is_active", true);
        var results = TemplateQuery.Run(call.Store.Templates.All, call.Read<ListTemplatesRequest>(), call.Stop);
        return EmulatorAnswer.Model(HttpStatusCode.OK, new ListTemplatesResponse { Results = results, TotalCount = results.Length });
    }

    public static EmulatorAnswer Get(EmulatorCall call) => call.Store.Templates.Find(call.Identifier) is { } template
        ? EmulatorAnswer.Model(HttpStatusCode.OK, template)
        : EmulatorAnswer.NotFound("template", call.Identifier);

    public static EmulatorAnswer CreateFromTaxonomy(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            validator.Text(body, "template_name", BodyLocation.Body, isRequired: true, minLength: 1, maxLength: 100);
            validator.Text(body, "description", BodyLocation.Body, maxLength: 1000);
            validator.OneOf(body, "scope", BodyLocation.Body, Scopes);
            validator.Text(body, "category", BodyLocation.Body, maxLength: 50);
            validator.List(body, "tags", BodyLocation.Body, BodyValidator.TextItem, isNullable: false);
            validator.Flag(body, "is_public", BodyLocation.Body);
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        call.Body.TryAdd("scope", "organization");
        var request = call.Read<CreateTemplateRequest>();
        if (request.Scope == TemplateScope.System)
            return EmulatorAnswer.Error(HttpStatusCode.Forbidden, "ForbiddenError", "Only an administrator of the service may make system templates");
        if (call.FindById() is not { } taxonomy)
            return EmulatorAnswer.NotFound("taxonomy", call.Identifier);
        var template = new TaxonomyTemplate
        {
            TemplateId = EmulatorIds.New("tmpl_custom_", 8),
            TemplateType = TemplateType.Taxonomy,
            Scope = request.Scope,
            Name = request.TemplateName,
            // A template has a description, which a request need not give.
            Description = request.Description is { Length: > 0 } given ? given : $"Made from {taxonomy.TaxonomyId}",
            Category = request.Category,
            Configuration = (JsonObject)JsonNode.Parse(TaxonomyJson.Serialize(taxonomy.Config))!,
            Tags = request.Tags ?? [],
            IsPublic = request.IsPublic,
            SourceResourceId = taxonomy.TaxonomyId,
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
        };
        call.Store.Templates.Add(template);
        return EmulatorAnswer.Model(HttpStatusCode.Created, new CreateTemplateResponse
        {
            TemplateId = template.TemplateId,
            TemplateName = template.Name,
            TemplateType = template.TemplateType,
            Scope = template.Scope,
            SourceResourceId = taxonomy.TaxonomyId,
            CreatedAt = call.Now,
        });
    }

    public static EmulatorAnswer Instantiate(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            validator.Text(body, "taxonomy_name", BodyLocation.Body, isRequired: true, minLength: 1, maxLength: 100);
            validator.Text(body, "description", BodyLocation.Body, maxLength: 1000);
            validator.TextMap(body, "collection_config", BodyLocation.Body, isRequired: true);
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        if (call.Store.Templates.Find(call.Identifier) is not { } template)
            return EmulatorAnswer.NotFound("template", call.Identifier);
        var request = call.Read<InstantiateTemplateRequest>();
        var config = ConfigOf(template, request.CollectionConfig);
        if (ConfigFault.Of(config) is { } fault)
            return EmulatorAnswer.BadRequest($"Template '{template.TemplateId}' over these collections gives no valid config: {fault}");
        var created = call.Store.TryCreate(call.Namespace, new Taxonomy
        {
            TaxonomyName = request.TaxonomyName,
            Description = request.Description,
            Config = config,
        });
        return created is null
            ? EmulatorAnswer.NameTaken(request.TaxonomyName)
            : EmulatorAnswer.Model(HttpStatusCode.Created, new InstantiateTemplateResponse
            {
                TaxonomyId = created.TaxonomyId,
                TaxonomyName = created.TaxonomyName,
                TemplateId = template.TemplateId,
                CreatedAt = created.CreatedAt,
            });
    }

    /// <summary>Whether a sort has the documented form: the contract's schema allows any texts.</summary>
    private static bool IsOrder(JsonObject sort) =>
        sort["field"]?.GetValue<string>() is { Length: > 0 } && sort["direction"]?.GetValue<string>() is null or "asc" or "desc";

    /// <summary>The template's config over the caller's collections: the one of a flat config, or each by its name in the template.</summary>
    private static TaxonomyConfig ConfigOf(TaxonomyTemplate template, IReadOnlyDictionary<string, string> collections)
    {
        return TaxonomyJson.Deserialize<TaxonomyConfig>(template.Configuration.ToJsonString()) switch
        {
            FlatTaxonomyConfig flat => flat with
            {
                SourceCollection = flat.SourceCollection with
                {
                    CollectionId = collections.GetValueOrDefault("collection_id", Mapped(flat.SourceCollection.CollectionId)!),
                },
            },
            HierarchicalTaxonomyConfig hierarchy => hierarchy with
            {
                HierarchicalNodes = hierarchy.HierarchicalNodes?.Select(node => node with
                {
                    CollectionId = Mapped(node.CollectionId)!,
                    ParentCollectionId = Mapped(node.ParentCollectionId),
                }).ToArray(),
                InferenceCollections = hierarchy.InferenceCollections?.Select(collection => Mapped(collection)!).ToArray(),
            },
            var other => other,
        };

        string? Mapped(string? collection) => collection is null ? null : collections.GetValueOrDefault(collection, collection);
    }
}
