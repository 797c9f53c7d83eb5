using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A template.</summary>
public sealed record TaxonomyTemplate : ExtensibleModel, IAnswer
{
    /// <summary>The ID, such as <c>tmpl_products</c>. Empty where the service left it out. On the wire: <c>template_id</c>.</summary>
    public string TemplateId { get; init => field = value ?? ""; } = "";

    /// <summary>What the template makes. On the wire: <c>template_type</c>.</summary>
    public TemplateType TemplateType { get; init; }

    /// <summary>How it is used. Defaults to <see cref="TemplateMode.Config"/>. On the wire: <c>mode</c>.</summary>
    public TemplateMode Mode { get; init; } = TemplateMode.Config;

    /// <summary>Who sees it. On the wire: <c>scope</c>.</summary>
    public TemplateScope Scope { get; init; }

    /// <summary>The organization that owns it. Empty where the service left it out. On the wire: <c>internal_id</c>.</summary>
    public string InternalId { get; init => field = value ?? ""; } = "";

    /// <summary>The name. Empty where the service left it out. On the wire: <c>name</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it is for. Empty where the service left it out. On the wire: <c>description</c>.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The category. On the wire: <c>category</c>.</summary>
    public string? Category { get; init; }

    /// <summary>What it makes, in the shape of that resource; empty where the service left it out. On the wire: <c>configuration</c>.</summary>
    [JsonConverter(typeof(JsonMapConverter))]
    public JsonObject Configuration { get; init => field = value ?? []; } = [];

    /// <summary>Tags. On the wire: <c>tags</c>.</summary>
    public IReadOnlyList<string> Tags { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>Whether it is in use. Defaults to true. On the wire: <c>is_active</c>.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether everyone sees it. On the wire: <c>is_public</c>.</summary>
    public bool IsPublic { get; init; }

    /// <summary>What it can be used for. On the wire: <c>use_cases</c>.</summary>
    public IReadOnlyList<string> UseCases { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>What it needs. On the wire: <c>requirements</c>.</summary>
    public IReadOnlyList<string> Requirements { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>Who made it. On the wire: <c>created_by</c>.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>What it was made from. On the wire: <c>source_resource_id</c>.</summary>
    public string? SourceResourceId { get; init; }

    /// <summary>A namespace that shows it. On the wire: <c>sample_namespace_id</c>.</summary>
    public string? SampleNamespaceId { get; init; }

    /// <summary>When it was made, in UTC. On the wire: <c>created_at</c>.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC. On the wire: <c>updated_at</c>.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    string? IAnswer.Missing => TemplateId.Length == 0 ? "template_id" : null;
}
