using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/collections/{collection_identifier}/apply-taxonomy</c>: a task that runs on.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ApplyTaxonomyResponse : ExtensibleModel, IModel<ApplyTaxonomyResponse>, IAnswer
{
    /// <summary>The task, to follow in the task API. Empty where the service left it out. On the wire: <c>task_id</c>.</summary>
    public partial string TaskId { get; init; }

    /// <summary>The state of the task. Its value is empty where the service left it out. On the wire: <c>status</c>.</summary>
    public partial TaxonomyTaskStatus Status { get; init; }

    /// <summary>The collection. Empty where the service left it out. On the wire: <c>collection_id</c>.</summary>
    public partial string CollectionId { get; init; }

    /// <summary>The taxonomy. Empty where the service left it out. On the wire: <c>taxonomy_id</c>.</summary>
    public partial string TaxonomyId { get; init; }

    /// <summary>How many documents the service expects to enrich; null where it does not say. On the wire: <c>estimated_documents</c>.</summary>
    public partial long? EstimatedDocuments { get; init; }

    string? IAnswer.Missing => TaskId.Length == 0 && CollectionId.Length == 0 ? "task_id" : null;
}
