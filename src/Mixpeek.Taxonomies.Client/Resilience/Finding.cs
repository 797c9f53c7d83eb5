namespace Mixpeek.Taxonomies.Client;

/// <summary>What a look-up found.</summary>
/// <param name="Taxonomy">The taxonomy that has the name.</param>
/// <param name="Failure">What made the call look.</param>
/// <param name="NotBefore">The earliest time, by the server's clock, at which the call can have made it; null where the server's clock is not known.</param>
internal sealed record Finding(Taxonomy Taxonomy, Exception Failure, DateTimeOffset? NotBefore)
{
    /// <summary>Whether the source was looked up.</summary>
    public bool IsSourceRead { get; init; }

    /// <summary>The taxonomy that a clone was to be made from; null where it is gone.</summary>
    public Taxonomy? Source { get; init; }
}
