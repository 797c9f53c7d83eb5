using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/templates/taxonomies/from-taxonomy/{taxonomy_id}</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record CreateTemplateResponse : ExtensibleModel, IModel<CreateTemplateResponse>, IAnswer
{
    /// <summary>The template's ID. Empty where the service left it out. On the wire: <c>template_id</c>.</summary>
    public partial string TemplateId { get; init; }

    /// <summary>The template's name. Empty where the service left it out. On the wire: <c>template_name</c>.</summary>
    public partial string TemplateName { get; init; }

    /// <summary>What it makes. On the wire: <c>template_type</c>.</summary>
    public partial TemplateType TemplateType { get; init; }

    /// <summary>Who sees it. On the wire: <c>scope</c>.</summary>
    public partial TemplateScope Scope { get; init; }

    /// <summary>The taxonomy that it was made from. Empty where the service left it out. On the wire: <c>source_resource_id</c>.</summary>
    public partial string SourceResourceId { get; init; }

    /// <summary>When it was made, in UTC. On the wire: <c>created_at</c>.</summary>
    public partial DateTimeOffset? CreatedAt { get; init; }

    string? IAnswer.Missing => TemplateId.Length == 0 && SourceResourceId.Length == 0 ? "template_id" : null;
}
