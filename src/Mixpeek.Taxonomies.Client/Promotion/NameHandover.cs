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
            var holder = await ReadAsync(Name).ConfigureAwait(false);
            if (holder?.TaxonomyId == ToId)
                return false;
            var kept = holder is null ? null : await KeepAsForAsync(holder).ConfigureAwait(false);
            throw new TaxonomyPromotionException(
                $"The name '{HeaderText.Printable(Name)}' could neither be given to {ToId} ({reason.Message}) nor back to {FromId} ({fault.Message}). {(holder is null ? "Call again to finish." : $"{holder.TaxonomyId} has it.")}{kept}",
                Promotion,
                isUndone: false,
                new AggregateException(reason, fault));
        }
    }

    /// <summary>Keeps the taxonomy under the name that another promotion has for it, where that one was first.</summary>
    private async Task<string?> KeepAsForAsync(Taxonomy holder)
    {
        if (TaxonomyPromotion.Of(holder) is not { } first || first.ReplacedId != FromId || first.ProductionName != Name)
            return null;
        try
        {
            await RenameAsync(FromId, first.ArchivedName).ConfigureAwait(false);
            return $" {FromId} is kept as '{HeaderText.Printable(first.ArchivedName)}'.";
        }
        catch (TaxonomyException)
        {
            return $" {FromId} should be kept as '{HeaderText.Printable(first.ArchivedName)}', but could not be renamed.";
        }
    }

    private async Task<string?> NameOfAsync(string id) => (await ReadAsync(id).ConfigureAwait(false))?.TaxonomyName;

    /// <summary>Reads a taxonomy by its ID or name; null where there is none, or where that can't be read.</summary>
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
