using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/collections/{collection_identifier}/apply-taxonomy</c>: a task that runs on.</summary>
[JsonConverter(typeof(ApplyTaxonomyResponseConverter))]
public sealed record ApplyTaxonomyResponse : ExtensibleModel, IAnswer
{
    /// <summary>The task, to follow in the task API. Empty where the service left it out. On the wire: <c>task_id</c>.</summary>
    public string TaskId { get; init => field = value ?? ""; } = "";

    /// <summary>The state of the task, such as <c>submitted</c>. Empty where the service left it out. On the wire: <c>status</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>The collection. Empty where the service left it out. On the wire: <c>collection_id</c>.</summary>
    public string CollectionId { get; init => field = value ?? ""; } = "";

    /// <summary>The taxonomy. Empty where the service left it out. On the wire: <c>taxonomy_id</c>.</summary>
    public string TaxonomyId { get; init => field = value ?? ""; } = "";

    /// <summary>How many documents the service expects to enrich; null where it does not say. On the wire: <c>estimated_documents</c>.</summary>
    public int? EstimatedDocuments { get; init; }

    string? IAnswer.Missing => TaskId.Length == 0 ? "task_id" : null;
}
