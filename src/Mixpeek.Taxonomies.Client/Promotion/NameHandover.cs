namespace Mixpeek.Taxonomies.Client;

/// <summary>Takes a name from one taxonomy and gives it to another, by their IDs: two requests, after which one of the two has the name.</summary>
/// <param name="Client">The client.</param>
/// <param name="Promotion">What it is done for, which errors name.</param>
/// <param name="Name">The name.</param>
/// <param name="FromId">The taxonomy that has the name.</param>
/// <param name="FromTo">The name that it gets instead.</param>
/// <param name="ToId">The taxonomy that gets the name.</param>
internal sealed record NameHandover(ITaxonomyClient Client, TaxonomyPromotion Promotion, string Name, string FromId, string FromTo, string ToId)
{
    /// <exception cref="TaxonomyPromotionException">The name could not be given on.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RenameAsync(FromId, FromTo, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (MayHaveTakenEffect(fault))
        {
            await GoBackAsync(fault).ConfigureAwait(false);
            throw;
        }

        await GiveAsync().ConfigureAwait(false);
    }

    /// <summary>Gives the name that nobody has. Between the two requests no caller may cancel.</summary>
    /// <exception cref="TaxonomyPromotionException">The name could not be given on.</exception>
    public async Task GiveAsync()
    {
        try
        {
            await RenameAsync(ToId, Name, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (!await GoBackAsync(fault).ConfigureAwait(false))
                return;
            throw new TaxonomyPromotionException(
                $"The name '{HeaderText.Printable(Name)}' could not be given to {ToId}, and {FromId} has it again: {fault.Message}", Promotion, isUndone: true, fault);
        }
    }

    private static bool MayHaveTakenEffect(Exception fault) => fault is TaxonomyOutcomeUnknownException or OperationCanceledException;

    private async Task RenameAsync(string id, string name, CancellationToken cancellationToken)
    {
        try
        {
            await Client.UpdateAsync(id, new UpdateTaxonomyRequest { TaxonomyName = name }, cancellationToken).ConfigureAwait(false);
        }
        catch (TaxonomyOutcomeUnknownException)
        {
            if (await NameOfAsync(id).ConfigureAwait(false) != name)
                throw;
        }
    }

    /// <summary>Gives the name back to the taxonomy that had it; false where the other one has it after all.</summary>
    private async Task<bool> GoBackAsync(Exception reason)
    {
        try
        {
            if (await NameOfAsync(FromId).ConfigureAwait(false) != Name)
                await RenameAsync(FromId, Name, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault)
        {
            if (fault is TaxonomyConflictException && await NameOfAsync(ToId).ConfigureAwait(false) == Name)
                return false;
            throw new TaxonomyPromotionException(
                $"The name '{HeaderText.Printable(Name)}' could neither be given to {ToId} ({reason.Message}) nor back to {FromId} ({fault.Message}). Call again to finish.",
                Promotion,
                isUndone: false,
                new AggregateException(reason, fault));
        }
    }

    private async Task<string?> NameOfAsync(string id)
    {
        try
        {
            return (await Client.GetAsync(id, cancellationToken: CancellationToken.None).ConfigureAwait(false)).TaxonomyName;
        }
        catch (TaxonomyException)
        {
            return null;
        }
    }
}
