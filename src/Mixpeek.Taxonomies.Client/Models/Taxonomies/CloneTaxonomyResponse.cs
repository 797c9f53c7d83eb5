using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/taxonomies/{taxonomy_identifier}/clone</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record CloneTaxonomyResponse : ExtensibleModel, IModel<CloneTaxonomyResponse>, IAnswer
{
    /// <summary>The clone. On the wire: <c>taxonomy</c>.</summary>
    public required partial Taxonomy Taxonomy { get; init; }

    /// <summary>The ID of the taxonomy that was cloned. On the wire: <c>source_taxonomy_id</c>. Empty where the service left it out, or where it could not be read for a clone that was recovered.</summary>
    public required partial string SourceTaxonomyId { get; init; }

    /// <summary>How the clone came about. Not on the wire.</summary>
    public CreationOutcome Outcome { get; init; }

    string? IAnswer.Missing => ((IAnswer)Taxonomy).Missing is { } missing ? $"taxonomy.{missing}" : null;
}
