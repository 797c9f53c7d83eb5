using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/templates/taxonomies/{template_id}/instantiate</c>: the new taxonomy's ID, not the taxonomy itself.</summary>
[JsonConverter(typeof(InstantiateTemplateResponseConverter))]
public sealed record InstantiateTemplateResponse : ExtensibleModel, IAnswer
{
    /// <summary>The new taxonomy's ID. Empty where the service left it out. On the wire: <c>taxonomy_id</c>.</summary>
    public string TaxonomyId { get; init => field = value ?? ""; } = "";

    /// <summary>The new taxonomy's name. Empty where the service left it out. On the wire: <c>taxonomy_name</c>.</summary>
    public string TaxonomyName { get; init => field = value ?? ""; } = "";

    /// <summary>The template. Empty where the service left it out. On the wire: <c>template_id</c>.</summary>
    public string TemplateId { get; init => field = value ?? ""; } = "";

    /// <summary>The state. Defaults to <c>created</c>. On the wire: <c>status</c>.</summary>
    public string Status { get; init => field = value ?? "created"; } = "created";

    /// <summary>When the taxonomy was made, in UTC. On the wire: <c>created_at</c>.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>How the taxonomy came about. Not on the wire.</summary>
    [JsonIgnore]
    public CreationOutcome Outcome { get; init; }

    string? IAnswer.Missing => TaxonomyId.Length == 0 ? "taxonomy_id" : null;
}
