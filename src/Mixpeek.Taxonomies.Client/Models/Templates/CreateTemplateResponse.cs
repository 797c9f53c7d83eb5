using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/templates/taxonomies/from-taxonomy/{taxonomy_id}</c>.</summary>
[JsonConverter(typeof(CreateTemplateResponseConverter))]
public sealed record CreateTemplateResponse : ExtensibleModel, IAnswer
{
    /// <summary>The template's ID. Empty where the service left it out. On the wire: <c>template_id</c>.</summary>
    public string TemplateId { get; init => field = value ?? ""; } = "";

    /// <summary>The template's name. Empty where the service left it out. On the wire: <c>template_name</c>.</summary>
    public string TemplateName { get; init => field = value ?? ""; } = "";

    /// <summary>What it makes. On the wire: <c>template_type</c>.</summary>
    public TemplateType TemplateType { get; init; }

    /// <summary>Who sees it. On the wire: <c>scope</c>.</summary>
    public TemplateScope Scope { get; init; }

    /// <summary>The taxonomy that it was made from. Empty where the service left it out. On the wire: <c>source_resource_id</c>.</summary>
    public string SourceResourceId { get; init => field = value ?? ""; } = "";

    /// <summary>When it was made, in UTC. On the wire: <c>created_at</c>.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    string? IAnswer.Missing => TemplateId.Length == 0 ? "template_id" : null;
}
