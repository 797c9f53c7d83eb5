namespace Mixpeek.Taxonomies.Client;

/// <summary>How far a wait for a taxonomy has come.</summary>
public sealed record TaxonomyReadiness
{
    /// <summary>The taxonomy as it was last read.</summary>
    public required Taxonomy Taxonomy { get; init; }

    /// <summary>How often it was read.</summary>
    public required int Polls { get; init; }

    /// <summary>How long the wait has lasted.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long until it is read again; null once it is ready.</summary>
    public TimeSpan? NextPoll { get; init; }
}
