using System.Security.Cryptography;
using System.Text;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Does the same with many taxonomies: some at a time, each for itself, and written down as it is done.</summary>
public static class TaxonomyBulk
{
    /// <summary>
    /// Works on each item, and on those of the same key once. One that fails stops no other. With a journal, a later run
    /// with the same items goes on where this one ended: what is done is left out, and what failed is tried again.
    /// </summary>
    /// <param name="keys">What the items are known by, such as names of taxonomies or of files.</param>
    /// <param name="work">Does an item and returns what came of it, such as an ID. A run that was interrupted may do it once more, so it should take what is there already, as <see cref="ITaxonomyClient.CloneAsync(string, CloneTaxonomyRequest, CancellationToken)"/> under a fixed name can.</param>
    /// <param name="options">How it goes; null for the defaults.</param>
    /// <param name="progress">Is told of each item as it ends; null for nobody. What it throws is ignored.</param>
    /// <param name="cancellationToken">Cancels the items under way and begins no other.</param>
    /// <returns>Every item once, in the order of the keys.</returns>
    /// <exception cref="ArgumentException">A key is blank, an option is not valid, or the journal is no journal or that of another run; nothing was begun.</exception>
    /// <exception cref="IOException">The journal can't be read or written, or another run has it open.</exception>
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
        var purpose = new BulkPurpose("run", BaseAddress: null, Namespace: null, Folder: null, options.JournalPurpose);
        return RunTasksAsync(all.Select(key => new BulkTask(key, token => work(key, token))), purpose, options, progress, cancellationToken);
    }

    /// <summary>Works on each item, and on those of the same key once.</summary>
    internal static async Task<IReadOnlyList<TaxonomyBulkItem>> RunTasksAsync(
        IEnumerable<BulkTask> tasks,
        BulkPurpose purpose,
        TaxonomyBulkOptions? options,
        IProgress<TaxonomyBulkItem>? progress,
        CancellationToken cancellationToken)
    {
        options ??= new TaxonomyBulkOptions();
        BulkTask[] all = [.. tasks.DistinctBy(static task => task.Key, StringComparer.Ordinal)];
        var journal = options.JournalPath is { } path ? await BulkJournal.OpenAsync(path, purpose, cancellationToken).ConfigureAwait(false) : null;
        try
        {
            var items = new TaxonomyBulkItem[all.Length];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrency, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, all.Length, parallel, async (i, token) =>
            {
                items[i] = await RunOneAsync(all[i], journal, token).ConfigureAwait(false);
                // What a listener throws must not cost the other items.
                if (progress is not null)
                    Guard.Run((progress, item: items[i]), static ended => ended.progress.Report(ended.item));
            }).ConfigureAwait(false);
            return items;
        }
        finally
        {
            if (journal is not null)
                await journal.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<TaxonomyBulkItem> RunOneAsync(BulkTask task, BulkJournal? journal, CancellationToken cancellationToken)
    {
        string? input = null;
        string result;
        try
        {
            if (journal is not null)
            {
                input = await HashAsync(task, cancellationToken).ConfigureAwait(false);
                if (journal.Find(task.Key, input) is { } done && task.Recall(done) is { } recalled)
                    return new TaxonomyBulkItem { Key = task.Key, Result = recalled, WasDoneBefore = true };
            }

            result = await task.Work(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new TaxonomyBulkItem { Key = task.Key, Failure = failure };
        }

        if (journal is not null)
            await journal.NoteAsync(task.Key, input ?? "", result).ConfigureAwait(false);
        return new TaxonomyBulkItem { Key = task.Key, Result = result };
    }

    /// <summary>The hash of what an item is made of; null where that no longer exists.</summary>
    private static async Task<string?> HashAsync(BulkTask task, CancellationToken cancellationToken)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(await task.Input(cancellationToken).ConfigureAwait(false))));
        }
        catch (TaxonomyNotFoundException absence) when (absence.IsOfTaxonomy)
        {
            return null;
        }
    }
}
