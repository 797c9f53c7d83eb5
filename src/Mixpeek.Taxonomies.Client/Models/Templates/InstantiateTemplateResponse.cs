using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/templates/taxonomies/{template_id}/instantiate</c>: the new taxonomy's ID, not the taxonomy itself.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record InstantiateTemplateResponse : ExtensibleModel, IModel<InstantiateTemplateResponse>, IAnswer
{
    /// <summary>The new taxonomy's ID. Empty where the service left it out. On the wire: <c>taxonomy_id</c>.</summary>
    public partial string TaxonomyId { get; init; }

    /// <summary>The new taxonomy's name. Empty where the service left it out. On the wire: <c>taxonomy_name</c>.</summary>
    public partial string TaxonomyName { get; init; }

    /// <summary>The template. Empty where the service left it out. On the wire: <c>template_id</c>.</summary>
    public partial string TemplateId { get; init; }

    /// <summary>The state. Defaults to <c>created</c>. On the wire: <c>status</c>.</summary>
    [DefaultValue("created")]
    public partial string Status { get; init; }

    /// <summary>When the taxonomy was made, in UTC. On the wire: <c>created_at</c>.</summary>
    public partial DateTimeOffset? CreatedAt { get; init; }

    /// <summary>How the taxonomy came about. Not on the wire.</summary>
    public CreationOutcome Outcome { get; init; }

    string? IAnswer.Missing => TaxonomyId.Length == 0 ? "taxonomy_id" : null;
}
