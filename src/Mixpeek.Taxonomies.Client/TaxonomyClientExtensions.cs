namespace Mixpeek.Taxonomies.Client;

/// <summary>What is made of several calls. It works over any <see cref="ITaxonomyClient"/>, a test double too.</summary>
public static partial class TaxonomyClientExtensions
{
    /// <summary>
    /// Clones a taxonomy with a config that is made from the source's: reads the source, changes its config, checks the
    /// result, and sends it. Older spellings that the service answers with are sent in the form that it takes.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="taxonomy">The source, by ID or name.</param>
    /// <param name="newName">The clone's name.</param>
    /// <param name="change">Makes the clone's config from the source's.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ArgumentException">The changed config is not valid; nothing was cloned.</exception>
    /// <exception cref="TaxonomyConflictException">The name is taken.</exception>
    /// <exception cref="TaxonomyNotFoundException">There is no such source.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The clone may exist: it was asked for, and whether it was made could not be settled.</exception>
    public static Task<CloneTaxonomyResponse> CloneAsync(
        this ITaxonomyClient client,
        string taxonomy,
        string newName,
        Func<TaxonomyConfig, TaxonomyConfig> change,
        CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        Identifier.Check(taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(change);
        new ArgumentPath(nameof(newName)).NotBlank(newName);
        return CloneChangedAsync(client, taxonomy, newName, change, cancellationToken);
    }

    /// <summary>
    /// Waits until the service says that a taxonomy whose hierarchy is inferred is ready: reads it again and again, ever
    /// more slowly. An answer that does not say it counts as not ready.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="options">How long to wait at most, and how often to look; null for the defaults.</param>
    /// <param name="progress">Is told of each read; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The taxonomy, which is ready.</returns>
    /// <exception cref="TaxonomyTimeoutException">The taxonomy is not ready in time.</exception>
    /// <exception cref="TaxonomyNotFoundException">There is no such taxonomy.</exception>
    public static Task<Taxonomy> WaitUntilReadyAsync(
        this ITaxonomyClient client,
        string taxonomy,
        TaxonomyWaitOptions? options = null,
        IProgress<TaxonomyReadiness>? progress = null,
        CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        Identifier.Check(taxonomy, nameof(taxonomy));
        options ??= new TaxonomyWaitOptions();
        options.Validate(new ArgumentPath(nameof(options)));
        return PollUntilReadyAsync(client, taxonomy, options, progress, cancellationToken);
    }

    private static async Task<CloneTaxonomyResponse> CloneChangedAsync(
        ITaxonomyClient client, string taxonomy, string newName, Func<TaxonomyConfig, TaxonomyConfig> change, CancellationToken cancellationToken)
    {
        var source = await client.GetAsync(taxonomy, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (newName == source.TaxonomyName)
            throw new ArgumentException($"newName is the source's own name, '{newName}'; a clone needs another.", nameof(newName));
        var changed = change(source.Config);
        new ArgumentPath(nameof(change)).NotNull(changed);
        changed.Validate(new ArgumentPath(nameof(change)));
        var request = new CloneTaxonomyRequest { TaxonomyName = newName, Config = changed };
        return await client.CloneAsync(taxonomy, request, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Taxonomy> PollUntilReadyAsync(
        ITaxonomyClient client, string taxonomy, TaxonomyWaitOptions options, IProgress<TaxonomyReadiness>? progress, CancellationToken cancellationToken)
    {
        var clock = options.TimeProvider ?? ClockOf(client);
        var bound = options.Timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : options.Timeout;
        var start = clock.GetTimestamp();
        var delay = options.FirstDelay;
        var longest = TimeSpan.FromMilliseconds(int.MaxValue);
        using var timeout = new CancellationTokenSource(bound < longest ? bound : Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var isUntold = false;
        for (var polls = 1; ; polls++)
        {
            Taxonomy read;
            try
            {
                read = await client.GetAsync(taxonomy, cancellationToken: either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw NotReady(taxonomy, options.Timeout, polls, isUntold);
            }

            var elapsed = clock.GetElapsedTime(start);
            isUntold = read.IsReadyUntold;
            var isReady = read.Ready && !isUntold;
            progress?.Report(new TaxonomyReadiness { Taxonomy = read, Polls = polls, Elapsed = elapsed, NextPoll = isReady ? null : delay });
            if (isReady)
                return read;
            if (delay > bound - elapsed)
                throw NotReady(read.TaxonomyName, options.Timeout, polls, isUntold);
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
            delay = delay * 2 < options.LongestDelay ? delay * 2 : options.LongestDelay;
        }
    }

    /// <summary>The client itself where it is this library's, and else one that says which of its methods returned null.</summary>
    /// <exception cref="ArgumentNullException">There is no client.</exception>
    internal static ITaxonomyClient Checked(this ITaxonomyClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client is TaxonomyClient or CheckedClient ? client : new CheckedClient(client);
    }

    /// <summary>The clock of a client; the system's for one that is not this library's.</summary>
    internal static TimeProvider ClockOf(ITaxonomyClient client) => (client as TaxonomyClient)?.Clock ?? TimeProvider.System;

    private static TaxonomyTimeoutException NotReady(string taxonomy, TimeSpan timeout, int polls, bool isUntold)
    {
        var hint = isUntold ? " The service does not say whether it is." : "";
        return new TaxonomyTimeoutException($"The taxonomy '{HeaderText.Printable(taxonomy)}' is not ready within {timeout.TotalSeconds:0.###} s, after {polls} {(polls == 1 ? "read" : "reads")}.{hint}", timeout)
        {
            Operation = TaxonomyOperations.Get,
        };
    }
}
