using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A template.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record TaxonomyTemplate : ExtensibleModel, IModel<TaxonomyTemplate>, IAnswer
{
    /// <summary>The ID, such as <c>tmpl_products</c>. Empty where the service left it out. On the wire: <c>template_id</c>.</summary>
    public partial string TemplateId { get; init; }

    /// <summary>What the template makes. On the wire: <c>template_type</c>.</summary>
    public partial TemplateType TemplateType { get; init; }

    /// <summary>How it is used. Defaults to <see cref="TemplateMode.Config"/>. On the wire: <c>mode</c>.</summary>
    [DefaultValue("config")]
    public partial TemplateMode Mode { get; init; }

    /// <summary>Who sees it. On the wire: <c>scope</c>.</summary>
    public partial TemplateScope Scope { get; init; }

    /// <summary>The organization that owns it. Empty where the service left it out. On the wire: <c>internal_id</c>.</summary>
    public partial string InternalId { get; init; }

    /// <summary>The name. Empty where the service left it out. On the wire: <c>name</c>.</summary>
    public partial string Name { get; init; }

    /// <summary>What it is for. Empty where the service left it out. On the wire: <c>description</c>.</summary>
    public partial string Description { get; init; }

    /// <summary>The category. On the wire: <c>category</c>.</summary>
    public partial string? Category { get; init; }

    /// <summary>What it makes, in the shape of that resource; empty where the service left it out. On the wire: <c>configuration</c>.</summary>
    public partial JsonObject Configuration { get; init; }

    /// <summary>Tags. On the wire: <c>tags</c>.</summary>
    public partial IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whether it is in use. Defaults to true. On the wire: <c>is_active</c>.</summary>
    [DefaultValue(true)]
    public partial bool IsActive { get; init; }

    /// <summary>Whether everyone sees it. On the wire: <c>is_public</c>.</summary>
    [DefaultValue(false)]
    public partial bool IsPublic { get; init; }

    /// <summary>What it can be used for. On the wire: <c>use_cases</c>.</summary>
    public partial IReadOnlyList<string> UseCases { get; init; }

    /// <summary>What it needs. On the wire: <c>requirements</c>.</summary>
    public partial IReadOnlyList<string> Requirements { get; init; }

    /// <summary>Who made it. On the wire: <c>created_by</c>.</summary>
    public partial string? CreatedBy { get; init; }

    /// <summary>What it was made from. On the wire: <c>source_resource_id</c>.</summary>
    public partial string? SourceResourceId { get; init; }

    /// <summary>A namespace that shows it. On the wire: <c>sample_namespace_id</c>.</summary>
    public partial string? SampleNamespaceId { get; init; }

    /// <summary>When it was made, in UTC. On the wire: <c>created_at</c>.</summary>
    public partial DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC. On the wire: <c>updated_at</c>.</summary>
    public partial DateTimeOffset? UpdatedAt { get; init; }

    string? IAnswer.Missing => TemplateId.Length == 0 ? "template_id" : null;
}
