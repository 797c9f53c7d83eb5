namespace Mixpeek.Taxonomies.Client;

/// <summary>What is made of several calls. It works over any <see cref="ITaxonomyClient"/>, a test double too.</summary>
public static partial class TaxonomyClientExtensions
{
    /// <summary>
    /// Clones a taxonomy with a config that is made from the source's: reads the source, changes its config, checks the
    /// result, and sends it. Older spellings that the service answers with are sent in the form that it takes. Nodes that
    /// the service inferred for the source are not part of the config (<see cref="TaxonomyConfig.WithoutInferred"/>): they
    /// are inferred again for the clone. To keep them, read the source and send its config in a
    /// <see cref="CloneTaxonomyRequest"/>.
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
        RouteNames.Check(TaxonomyOperations.Clone, taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(change);
        new ArgumentPath(nameof(newName)).NewName(newName);
        return CloneChangedAsync(client, taxonomy, newName, change, cancellationToken);
    }

    /// <summary>
    /// Waits until the service says that a taxonomy whose hierarchy is inferred is ready: reads it repeatedly, with
    /// delays that double. An answer that does not say it counts as not ready. A read that fails with what may pass is
    /// repeated until the deadline: a connection that fails, a timeout, a rate limit, a server error, an answer that
    /// can't be read. A <c>Retry-After</c> longer than the delay replaces it. The last read is
    /// made one first delay before the deadline, however long the wait would be. Each read is a <see cref="ITaxonomyClient.GetAsync"/>.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="options">The deadline, and the delays between reads; null for the defaults.</param>
    /// <param name="progress">Is called after each read, whether it succeeded or failed; null for no calls.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The taxonomy, which is ready.</returns>
    /// <exception cref="TaxonomyTimeoutException">The taxonomy is not ready before the deadline. The inner exception is the last failure of a read; null where none failed.</exception>
    /// <exception cref="TaxonomyNotFoundException">There is no such taxonomy.</exception>
    /// <exception cref="TaxonomyException">The service refuses the read in a way that does not pass, such as with 401 or 403.</exception>
    public static Task<Taxonomy> WaitUntilReadyAsync(
        this ITaxonomyClient client,
        string taxonomy,
        TaxonomyWaitOptions? options = null,
        IProgress<TaxonomyReadiness>? progress = null,
        CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        RouteNames.Check(TaxonomyOperations.Get, taxonomy, nameof(taxonomy));
        options ??= new TaxonomyWaitOptions();
        options.Validate(new ArgumentPath(nameof(options)));
        return PollUntilReadyAsync(client, taxonomy, options, progress, cancellationToken);
    }

    private static async Task<CloneTaxonomyResponse> CloneChangedAsync(
        ITaxonomyClient client, string taxonomy, string newName, Func<TaxonomyConfig, TaxonomyConfig> change, CancellationToken cancellationToken)
    {
        var source = await client.GetAsync(taxonomy, cancellationToken: cancellationToken).ConfigureAwait(false);
        new ArgumentPath(nameof(newName)).OtherThanSource(newName, source.TaxonomyName);
        var request = new CloneTaxonomyRequest { TaxonomyName = newName, Config = ChangedConfig(source, change, new ArgumentPath(nameof(change))) };
        return await client.CloneAsync(taxonomy, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the config of a clone from the source's.</summary>
    /// <exception cref="ArgumentException">The changed config is null or not valid.</exception>
    internal static TaxonomyConfig ChangedConfig(Taxonomy source, Func<TaxonomyConfig, TaxonomyConfig> change, ArgumentPath at)
    {
        var changed = change(source.Config.WithoutInferred());
        at.NotNull(changed);
        changed.Validate(at);
        return changed;
    }

    private static async Task<Taxonomy> PollUntilReadyAsync(
        ITaxonomyClient client, string taxonomy, TaxonomyWaitOptions options, IProgress<TaxonomyReadiness>? progress, CancellationToken cancellationToken)
    {
        var clock = options.TimeProvider ?? ClockOf(client);
        return await new Poller<Taxonomy>
        {
            Clock = clock,
            Timeout = options.Timeout,
            FirstDelay = options.FirstDelay,
            LongestDelay = options.LongestDelay,
            ReadAsync = (left, token) => client is TaxonomyClient own && own.Clock == clock
                ? own.Within(left).GetAsync(taxonomy, cancellationToken: cancellationToken)
                : client.GetAsync(taxonomy, cancellationToken: token),
            IsDone = static read => read is { Ready: true, IsReadyReported: true },
            OnPolled = poll => progress?.Report(new TaxonomyReadiness
            {
                Taxonomy = poll.Last,
                Failure = poll.Failure,
                Polls = poll.Count,
                Elapsed = poll.Elapsed,
                NextPoll = poll.NextPoll,
            }),
            OutOfTime = poll => NotReady(taxonomy, options.Timeout, poll),
        }.RunAsync(cancellationToken).ConfigureAwait(false);
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

    private static TaxonomyTimeoutException NotReady(string taxonomy, TimeSpan timeout, Poll<Taxonomy> poll)
    {
        var name = HeaderText.Printable(poll.Last?.TaxonomyName ?? taxonomy);
        var reads = poll.Count == 1 ? "1 read" : $"{poll.Count} reads";
        var hint = poll.Last is { IsReadyReported: false } ? " The service does not say whether it is." : "";
        var which = poll.Failure is null ? "An earlier" : "The last";
        var fault = poll.LastFailure is null ? "" : $" {which} read failed: {HeaderText.Printable(poll.LastFailure.Message)}";
        return new TaxonomyTimeoutException($"The taxonomy '{name}' is not ready within {timeout.TotalSeconds:0.###} s, after {reads}.{hint}{fault}", timeout, poll.LastFailure)
        {
            Operation = TaxonomyOperations.Get,
            Call = poll.Failure?.Call,
        };
    }
}
