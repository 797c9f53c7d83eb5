namespace Mixpeek.Taxonomies.Client;

/// <summary>How one item of many ended.</summary>
public sealed record TaxonomyBulkItem
{
    /// <summary>What the item is known by.</summary>
    public required string Key { get; init; }

    /// <summary>What came of it, such as the ID of what was made; null where it failed.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Whether the journal of an earlier run has it as done, so that nothing was sent for it.</summary>
    public bool WasDoneBefore { get; init; }
}
