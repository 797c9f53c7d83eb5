namespace Mixpeek.Taxonomies.Client;

/// <summary>How many items are worked on, and where it is written down.</summary>
public sealed record TaxonomyBulkOptions
{
    /// <summary>How many items are worked on at the same time, from 1 to 100. The client's limiter and the service's limits hold all the same.</summary>
    /// <value>Defaults to 4.</value>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>
    /// A file to which each item is added when it is done, so that a run that was interrupted leaves out what it finds
    /// there; null if not set. It begins with what it is for, such as the verb, the namespace and the folder, and each
    /// item has a hash of what it was made of: a journal of another run is refused, and an item that has changed is done
    /// again. Delete it to begin again.
    /// </summary>
    /// <value>Defaults to null.</value>
    public string? JournalPath { get; init; }

    /// <summary>
    /// What else the journal is for: anything that changes what is made and that the library does not know, such as the
    /// settings of the work of <see cref="TaxonomyBulk.RunAsync"/>. A journal with another purpose is refused. It is required
    /// for a client that is not a <see cref="TaxonomyClient"/>, whose address and namespace the library does not know.
    /// </summary>
    /// <value>Defaults to null.</value>
    public string? JournalPurpose { get; init; }

    /// <summary>
    /// Whether the files of an export have the nodes that the service inferred (<see cref="TaxonomyConfig.WithoutInferred"/>).
    /// Other runs ignore it.
    /// </summary>
    /// <value>Defaults to false: an import infers them again.</value>
    public bool IncludeInferred { get; init; }

    internal void Validate(ArgumentPath at)
    {
        at.Member(nameof(MaxConcurrency)).InRange(MaxConcurrency, 1, 100);
        at.Member(nameof(JournalPath)).NullOrNotBlank(JournalPath);
        at.Member(nameof(JournalPurpose)).NullOrNotBlank(JournalPurpose);
    }
}
