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
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await RenameAsync(FromId, FromTo).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            await GoBackAsync(fault).ConfigureAwait(false);
            throw;
        }

        await GiveAsync().ConfigureAwait(false);
    }

    /// <summary>Gives the name that nobody has. From the first request on no caller may cancel.</summary>
    /// <exception cref="TaxonomyPromotionException">The name could not be given on.</exception>
    public async Task GiveAsync()
    {
        try
        {
            await RenameAsync(ToId, Name).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (!await GoBackAsync(fault).ConfigureAwait(false))
                return;
            throw new TaxonomyPromotionException(
                $"The name '{HeaderText.Printable(Name)}' could not be given to {ToId}, and {FromId} has it again: {fault.Message}", Promotion, isUndone: true, fault);
        }
    }

    private async Task RenameAsync(string id, string name)
    {
        try
        {
            await Client.UpdateAsync(id, new UpdateTaxonomyRequest { TaxonomyName = name }, CancellationToken.None).ConfigureAwait(false);
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
                await RenameAsync(FromId, Name).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault)
        {
            var holder = await HolderAsync().ConfigureAwait(false);
            if (holder == ToId)
                return false;
            throw new TaxonomyPromotionException(
                $"The name '{HeaderText.Printable(Name)}' could neither be given to {ToId} ({reason.Message}) nor back to {FromId} ({fault.Message}). {(holder is null ? "Call again to finish." : $"{holder} has it.")}",
                Promotion,
                isUndone: false,
                new AggregateException(reason, fault));
        }
    }

    private async Task<string?> NameOfAsync(string id) => (await ReadAsync(id).ConfigureAwait(false))?.TaxonomyName;

    /// <summary>The taxonomy that has the name; null where none has it, or where that can't be read.</summary>
    private async Task<string?> HolderAsync() => (await ReadAsync(Name).ConfigureAwait(false))?.TaxonomyId;

    private async Task<Taxonomy?> ReadAsync(string taxonomy)
    {
        try
        {
            return await Client.GetAsync(taxonomy, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
        catch (TaxonomyException)
        {
            return null;
        }
    }
}
