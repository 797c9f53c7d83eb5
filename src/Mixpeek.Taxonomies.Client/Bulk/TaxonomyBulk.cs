namespace Mixpeek.Taxonomies.Client;

/// <summary>Does the same with many taxonomies: some at a time, each for itself, and written down as it is done.</summary>
public static class TaxonomyBulk
{
    /// <summary>
    /// Works on each item. One that fails stops no other. With a journal, a later run with the same items goes on where
    /// this one ended: what is done is left out, and what failed is tried again.
    /// </summary>
    /// <param name="keys">What the items are known by, such as names of taxonomies or of files.</param>
    /// <param name="work">Does an item and returns what came of it, such as an ID. A run that was interrupted may do it once more, so it should take what is there already, as <see cref="ITaxonomyClient.CloneAsync(string, CloneTaxonomyRequest, CancellationToken)"/> under a fixed name can.</param>
    /// <param name="options">How it goes; null for the defaults.</param>
    /// <param name="progress">Is told of each item as it ends; null for nobody. What it throws is ignored.</param>
    /// <param name="cancellationToken">Cancels the items under way and begins no other.</param>
    /// <returns>Every item, in the order of the keys.</returns>
    /// <exception cref="ArgumentException">A key is given twice, an option is not valid, or the journal is another file's; nothing was begun.</exception>
    /// <exception cref="IOException">The journal can't be read or written.</exception>
    public static Task<IReadOnlyList<TaxonomyBulkItem>> RunAsync(
        IEnumerable<string> keys,
        Func<string, CancellationToken, Task<string>> work,
        TaxonomyBulkOptions? options = null,
        IProgress<TaxonomyBulkItem>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(work);
        options ??= new TaxonomyBulkOptions();
        options.Validate(new ArgumentPath(nameof(options)));
        string[] all = [.. keys];
        new ArgumentPath(nameof(keys)).EachNotBlank(all);
        return all.GroupBy(static key => key, StringComparer.Ordinal).FirstOrDefault(static same => same.Skip(1).Any()) is { } twice
            ? throw new ArgumentException($"keys has '{HeaderText.Printable(twice.Key)}' twice.", nameof(keys))
            : RunAllAsync(all, work, options, progress, cancellationToken);
    }

    private static async Task<IReadOnlyList<TaxonomyBulkItem>> RunAllAsync(
        string[] keys,
        Func<string, CancellationToken, Task<string>> work,
        TaxonomyBulkOptions options,
        IProgress<TaxonomyBulkItem>? progress,
        CancellationToken cancellationToken)
    {
        var journal = await BulkJournal.OpenAsync(options.JournalPath, cancellationToken).ConfigureAwait(false);
        await using var open = journal.ConfigureAwait(false);
        var items = new TaxonomyBulkItem[keys.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, keys.Length, parallel, async (i, token) =>
        {
            items[i] = await RunOneAsync(keys[i], work, journal, token).ConfigureAwait(false);
            // What a listener throws must not cost the other items.
            if (progress is not null)
                Guard.Run((progress, item: items[i]), static told => told.progress.Report(told.item));
        }).ConfigureAwait(false);
        return items;
    }

    private static async Task<TaxonomyBulkItem> RunOneAsync(
        string key, Func<string, CancellationToken, Task<string>> work, BulkJournal journal, CancellationToken cancellationToken)
    {
        if (journal.Done.TryGetValue(key, out var done))
            return new TaxonomyBulkItem { Key = key, Result = done, WasDoneBefore = true };
        string result;
        try
        {
            result = await work(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new TaxonomyBulkItem { Key = key, Failure = failure };
        }

        await journal.NoteAsync(key, result).ConfigureAwait(false);
        return new TaxonomyBulkItem { Key = key, Result = result };
    }
}
