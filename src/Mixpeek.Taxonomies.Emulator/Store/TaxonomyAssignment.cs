namespace Mixpeek.Taxonomies.Emulator;

/// <summary>One assignment of a document to a label of a taxonomy, from which analytics are computed.</summary>
public sealed record TaxonomyAssignment
{
    /// <summary>The taxonomy's ID.</summary>
    public required string TaxonomyId { get; init; }

    /// <summary>The collection of the document.</summary>
    public required string CollectionId { get; init; }

    /// <summary>The sequence that the document belongs to, such as a customer.</summary>
    public required string SequenceId { get; init; }

    /// <summary>The label, which is the step of the sequence.</summary>
    public required string Label { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The confidence, from 0 to 1. Defaults to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Whether the enrichment succeeded. Defaults to true.</summary>
    public bool Succeeded { get; init; } = true;

    /// <summary>How long the enrichment took. Defaults to zero.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What may explain a transition, by name.</summary>
    public IReadOnlyDictionary<string, string> Covariates { get; init; } = new Dictionary<string, string>();
}
