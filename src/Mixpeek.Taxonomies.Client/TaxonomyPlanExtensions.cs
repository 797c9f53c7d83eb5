namespace Mixpeek.Taxonomies.Client;

/// <summary>Carries out plans, over any <see cref="ITaxonomyClient"/>.</summary>
public static class TaxonomyPlanExtensions
{
    /// <summary>
    /// Carries out a plan. A plan that has been carried out, or broke off, can be applied again: what is done is found
    /// and not done twice. A clone is made first, and then given its metadata. What the library itself keeps in the metadata
    /// of a taxonomy, such as the record of a promotion, stays there.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="client">The client.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The taxonomy as desired: the clone, where one was made; the source then stays as it is.</returns>
    /// <exception cref="TaxonomyMismatchException">
    /// The taxonomy has changed since the plan was made, or the clone's name is taken by another config: make a new plan.
    /// </exception>
    /// <exception cref="TaxonomyNotFoundException">The taxonomy is not there any more.</exception>
    /// <exception cref="TaxonomyConflictException">The new name is taken.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">A step may have taken effect: it was asked for, and whether it did could not be settled.</exception>
    public static Task<Taxonomy> ApplyAsync(this TaxonomyPlan plan, ITaxonomyClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        client = client.Checked();
        return plan.Kind switch
        {
            TaxonomyPlanKind.Nothing => Task.FromResult(plan.Current),
            TaxonomyPlanKind.Update => UpdateAsync(plan, client, cancellationToken),
            _ => CloneAsync(plan, client, cancellationToken),
        };
    }

    private static async Task<Taxonomy> UpdateAsync(TaxonomyPlan plan, ITaxonomyClient client, CancellationToken cancellationToken)
    {
        var found = await client.GetAsync(AddressOf(plan.Current), cancellationToken: cancellationToken).ConfigureAwait(false);
        if (IsAsDesired(found, plan.Desired))
            return found;
        if (!IsAsDesired(found, plan.Current))
            throw TaxonomyMismatchException.OfPlan(found, TaxonomyDiff.Compare(plan.Current, found), ServiceMade.Missing(found, plan.Desired));
        return await client.UpdateAsync(AddressOf(plan.Current), UpdateTaxonomyRequest.OfDesigns(found, plan.Desired)!, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Taxonomy> CloneAsync(TaxonomyPlan plan, ITaxonomyClient client, CancellationToken cancellationToken)
    {
        var desired = plan.Desired;
        var request = new CloneTaxonomyRequest
        {
            TaxonomyName = desired.TaxonomyName,
            Config = desired.Config,
            Description = desired.Description ?? (string.IsNullOrEmpty(plan.Current.Description) ? default(Optional<string?>) : ""),
        };
        var clone = await client.GetOrMakeAsync(
            desired.TaxonomyName,
            async () => (await client.CloneAsync(AddressOf(plan.Current), request, cancellationToken).ConfigureAwait(false)).Taxonomy,
            found => HasConfig(found, desired.Config) ? Task.FromResult(found) : throw new TaxonomyMismatchException(found, ServiceMade.Missing(found, desired)),
            cancellationToken).ConfigureAwait(false);
        return UpdateTaxonomyRequest.OfDesigns(clone, desired) is { } update
            ? await client.UpdateAsync(AddressOf(clone), update, cancellationToken).ConfigureAwait(false)
            : clone;
    }

    private static string AddressOf(Taxonomy taxonomy) => taxonomy.TaxonomyId.Length > 0 ? taxonomy.TaxonomyId : taxonomy.TaxonomyName;

    private static bool IsAsDesired(Taxonomy found, Taxonomy desired) => HasConfig(found, desired.Config) && UpdateTaxonomyRequest.OfDesigns(found, desired) is null;

    private static bool HasConfig(Taxonomy found, TaxonomyConfig config) => ConfigComparer.IsAsAsked(config, found.Config);
}
