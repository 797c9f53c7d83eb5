namespace Mixpeek.Taxonomies.Client;

/// <summary>One item of a run.</summary>
/// <param name="Key">What the item is known by.</param>
/// <param name="Work">Does the item and returns its result.</param>
internal sealed record BulkTask(string Key, Func<CancellationToken, Task<string>> Work)
{
    /// <summary>
    /// Returns what the item is made of. An item that is made of something else than before is done again. An item whose
    /// taxonomy no longer exists (<see cref="TaxonomyNotFoundException"/>) is as it was.
    /// </summary>
    public Func<CancellationToken, Task<string>> Input { get; init; } = static _ => Task.FromResult("");

    /// <summary>Returns the result of an earlier run as this run has it; null where it is gone, and the item is done again.</summary>
    public Func<string, string?> Recall { get; init; } = static result => result;
}
