namespace Mixpeek.Taxonomies.Client;

public static partial class TaxonomyClientExtensions
{
    /// <summary>Reads a taxonomy that may not be there.</summary>
    /// <param name="client">The client.</param>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="version">The version, from 1; null for the latest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The taxonomy; null where the service says that there is none, or no such version. A 404 that is not the service's
    /// own word on a taxonomy, such as a gateway's or that of a namespace, stays an exception.
    /// </returns>
    public static Task<Taxonomy?> TryGetAsync(this ITaxonomyClient client, string taxonomy, int? version = null, CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        RouteNames.Check(TaxonomyOperations.Get, taxonomy, nameof(taxonomy));
        new ArgumentPath(nameof(version)).InRange(version, 1, int.MaxValue);
        return TryReadAsync(client, taxonomy, version, cancellationToken);
    }

    /// <summary>
    /// Returns the taxonomy of the requested name where it is there and as requested, and creates it where it is not: a
    /// job that was killed, or runs again, ends with the one taxonomy that it asked for.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The name, the description and the config.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="TaxonomyMismatchException">The name is taken by a taxonomy with another config or description; it stays as it is.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The taxonomy may exist: it was asked for, and whether it was made could not be settled.</exception>
    public static Task<Taxonomy> GetOrCreateAsync(this ITaxonomyClient client, CreateTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        RouteNames.Check(TaxonomyOperations.Get, request.TaxonomyName, new ArgumentPath(nameof(request)).Member(nameof(request.TaxonomyName)));
        return client.GetOrMakeAsync(
            request.TaxonomyName,
            () => client.CreateAsync(request, cancellationToken),
            found => Task.FromResult(TaxonomyDesigns.Take(found, request)),
            cancellationToken);
    }

    /// <summary>
    /// Returns the taxonomy of the requested name where it is there and is what a clone of the source would be, and
    /// clones the source where it is not: a job that was killed, or runs again, ends with the one clone that it asked for.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="taxonomy">The source, by ID or name.</param>
    /// <param name="request">The clone's name, and what is to differ from the source. What is left out is compared with the source as it is now.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="TaxonomyMismatchException">The name is taken by a taxonomy with another config or description; it stays as it is.</exception>
    /// <exception cref="TaxonomyNotFoundException">There is no such source.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The clone may exist: it was asked for, and whether it was made could not be settled.</exception>
    public static Task<Taxonomy> GetOrCloneAsync(
        this ITaxonomyClient client, string taxonomy, CloneTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        RouteNames.Check(TaxonomyOperations.Clone, taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(request);
        request.ValidateFor(taxonomy, new ArgumentPath(nameof(request)));
        RouteNames.Check(TaxonomyOperations.Get, request.TaxonomyName, new ArgumentPath(nameof(request)).Member(nameof(request.TaxonomyName)));
        return client.GetOrMakeAsync(
            request.TaxonomyName,
            async () => (await client.CloneAsync(taxonomy, request, cancellationToken).ConfigureAwait(false)).Taxonomy,
            async found => TaxonomyDesigns.Take(found, taxonomy, request, await ReadSourceAsync(client, taxonomy, request, cancellationToken).ConfigureAwait(false)),
            cancellationToken);
    }

    /// <summary>Returns what has a name, if it is accepted, and makes it where nothing has.</summary>
    internal static async Task<Taxonomy> GetOrMakeAsync(
        this ITaxonomyClient client, string name, Func<Task<Taxonomy>> make, Func<Taxonomy, Task<Taxonomy>> take, CancellationToken cancellationToken)
    {
        if (await FindAsync(client, name, cancellationToken).ConfigureAwait(false) is { } found)
            return await take(found).ConfigureAwait(false);
        try
        {
            return await make().ConfigureAwait(false);
        }
        catch (TaxonomyConflictException)
        {
            if (await FindAsync(client, name, cancellationToken).ConfigureAwait(false) is { } taken)
                return await take(taken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the taxonomy of a name, which may also be the ID of another.</summary>
    private static async Task<Taxonomy?> FindAsync(ITaxonomyClient client, string name, CancellationToken cancellationToken) =>
        await TryReadAsync(client, name, version: null, cancellationToken).ConfigureAwait(false) is { } found && NameForms.AreSame(name, found.TaxonomyName) ? found : null;

    private static async Task<Taxonomy?> TryReadAsync(ITaxonomyClient client, string taxonomy, int? version, CancellationToken cancellationToken)
    {
        var reader = client is TaxonomyClient own ? own.ExpectingAbsence() : client;
        try
        {
            return await reader.GetAsync(taxonomy, version, cancellationToken).ConfigureAwait(false);
        }
        catch (TaxonomyNotFoundException fault) when (fault.IsOfTaxonomy)
        {
            return null;
        }
    }

    /// <summary>Reads the source of a clone; null where it is gone and not needed.</summary>
    private static async Task<Taxonomy?> ReadSourceAsync(ITaxonomyClient client, string source, CloneTaxonomyRequest request, CancellationToken cancellationToken) =>
        request.Config.Value is null
            ? await client.GetAsync(source, cancellationToken: cancellationToken).ConfigureAwait(false)
            : await TryReadAsync(client, source, version: null, cancellationToken).ConfigureAwait(false);
}
