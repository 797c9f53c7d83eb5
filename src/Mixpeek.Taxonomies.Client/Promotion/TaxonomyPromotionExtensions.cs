using System.Globalization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Replaces the taxonomy that callers address by a name, and takes that back. It works over any <see cref="ITaxonomyClient"/>.</summary>
public static class TaxonomyPromotionExtensions
{
    /// <summary>
    /// Gives a tested taxonomy the name of the one in production, which is kept under another name. What is meant is
    /// first written into the metadata of the tested one; then come two renames, between which nothing has the name.
    /// Where the second fails, the first is undone. After an interruption at any point the same call finishes it; once
    /// it is finished, the same call changes nothing.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="productionName">The name that callers use.</param>
    /// <param name="candidate">The tested taxonomy, by ID or name.</param>
    /// <param name="options">How it goes; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the call; from the first rename on, the call goes on to its end.</param>
    /// <returns>What was done, for <see cref="RollBackAsync"/>; the metadata of the promoted taxonomy has it too.</returns>
    /// <exception cref="ArgumentException">The names are the same, the candidate has the production name already, the production taxonomy was given by its ID, or an option is not valid; nothing was changed.</exception>
    /// <exception cref="TaxonomyNotFoundException">One of the two taxonomies does not exist; nothing was renamed.</exception>
    /// <exception cref="TaxonomyConflictException">The archived name is taken; nothing was renamed.</exception>
    /// <exception cref="TaxonomyPromotionException">The candidate is not ready, or the name could not be given to it; what has it now is said.</exception>
    public static Task<TaxonomyPromotion> PromoteAsync(
        this ITaxonomyClient client,
        string productionName,
        string candidate,
        TaxonomyPromotionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        RouteNames.Check(TaxonomyOperations.Get, productionName, nameof(productionName));
        new ArgumentPath(nameof(productionName)).NewName(productionName);
        RouteNames.Check(TaxonomyOperations.Get, candidate, nameof(candidate));
        if (productionName == candidate)
            throw IsInProduction();
        options ??= new TaxonomyPromotionOptions();
        options.Validate(new ArgumentPath(nameof(options)));
        if (options.ArchivedName == productionName || options.ArchivedName == candidate)
            throw new ArgumentPath(nameof(options)).Member(nameof(options.ArchivedName)).Invalid("must be another name than those of the two");
        return RunAsync(client, productionName, candidate, options, cancellationToken);
    }

    /// <summary>
    /// Takes a promotion back: the promoted taxonomy gets its former name, and the one that it replaced has the
    /// production name again. After an interruption the same call finishes it; once it is finished, it changes nothing.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="promotion">What <see cref="PromoteAsync"/> returned, or <see cref="TaxonomyPromotion.Of"/> the taxonomy in production.</param>
    /// <param name="cancellationToken">Cancels the call; from the first rename on, it goes on to its end.</param>
    /// <exception cref="TaxonomyNotFoundException">One of the two taxonomies does not exist any more; nothing was changed.</exception>
    /// <exception cref="TaxonomyConflictException">The former name is taken by now; nothing was changed.</exception>
    /// <exception cref="TaxonomyPromotionException">The names were given on since, or the name could not be given back; what has it now is said.</exception>
    public static Task RollBackAsync(this ITaxonomyClient client, TaxonomyPromotion promotion, CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(promotion);
        return UndoAsync(client, promotion, cancellationToken);
    }

    private static async Task<TaxonomyPromotion> RunAsync(
        ITaxonomyClient client, string productionName, string candidate, TaxonomyPromotionOptions options, CancellationToken cancellationToken)
    {
        var promoted = await ReadCandidateAsync(client, productionName, candidate, cancellationToken).ConfigureAwait(false);
        var noted = TaxonomyPromotion.Of(promoted) is { } record && record.ProductionName == productionName ? record : null;
        if (promoted.TaxonomyName == productionName)
            return noted ?? throw IsInProduction();
        var current = await client.TryGetAsync(productionName, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (current is null && noted is not null && promoted.TaxonomyName == noted.FormerName)
        {
            await Handover(client, noted).GiveAsync().ConfigureAwait(false);
            return noted;
        }

        var replaced = current ?? await client.GetAsync(productionName, cancellationToken: cancellationToken).ConfigureAwait(false);
        var promotion = PromotionOf(productionName, promoted, replaced, options.ArchivedName ?? ArchivedName(productionName, options.TimeProvider ?? TaxonomyClientExtensions.ClockOf(client)));
        var note = UpdateTaxonomyRequest.OfMetadata(promoted, TaxonomyPromotion.MetadataKey, promotion.ToMetadata());
        await client.UpdateAsync(promoted.TaxonomyId, note, cancellationToken).ConfigureAwait(false);
        var last = await client.GetAsync(promotion.ReplacedId, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (last.TaxonomyName != productionName)
        {
            throw new TaxonomyPromotionException(
                $"Another promotion was first: {last.TaxonomyId} is '{HeaderText.Printable(last.TaxonomyName)}' by now. Nothing was renamed.", promotion, isUndone: false);
        }

        await Handover(client, promotion).RunAsync(cancellationToken).ConfigureAwait(false);
        return promotion;
    }

    private static ArgumentException IsInProduction() => new ArgumentPath("candidate").Invalid("is the taxonomy in production itself");

    /// <summary>Reads the candidate, which has the production name where the promotion was finished before.</summary>
    private static async Task<Taxonomy> ReadCandidateAsync(ITaxonomyClient client, string productionName, string candidate, CancellationToken cancellationToken)
    {
        if (await client.TryGetAsync(candidate, cancellationToken: cancellationToken).ConfigureAwait(false) is { } found)
            return found;
        var production = await client.GetAsync(productionName, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (TaxonomyPromotion.Of(production) is { } done && done.FormerName == candidate && done.ProductionName == productionName)
            return production;
        return await client.GetAsync(candidate, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static string ArchivedName(string productionName, TimeProvider clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{productionName}_{clock.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}");

    /// <summary>What is meant, if it can be.</summary>
    private static TaxonomyPromotion PromotionOf(string productionName, Taxonomy promoted, Taxonomy replaced, string archivedName)
    {
        if (replaced.TaxonomyName != productionName)
            throw new ArgumentPath(nameof(productionName)).Invalid($"must be the name that callers use, '{HeaderText.Printable(replaced.TaxonomyName)}'");
        if (replaced.TaxonomyId == promoted.TaxonomyId)
            throw IsInProduction();
        var promotion = new TaxonomyPromotion
        {
            ProductionName = productionName,
            PromotedId = promoted.TaxonomyId,
            FormerName = promoted.TaxonomyName,
            ReplacedId = replaced.TaxonomyId,
            ArchivedName = archivedName,
        };
        var fault = promoted switch
        {
            _ when promoted.TaxonomyId.Length == 0 || replaced.TaxonomyId.Length == 0 => "The service gave no ID of one of the two.",
            { Ready: false } => $"{promoted.TaxonomyId} is not ready, so that it takes no name; wait for it with WaitUntilReadyAsync.",
            { AdditionalProperties: { } odd } when odd.ContainsKey("ready") || odd.ContainsKey("metadata") => $"{promoted.TaxonomyId} has a readiness or metadata that this version does not understand.",
            _ => null,
        };
        return fault is null ? promotion : throw new TaxonomyPromotionException($"{fault} Nothing was changed.", promotion, isUndone: true);
    }

    private static async Task UndoAsync(ITaxonomyClient client, TaxonomyPromotion promotion, CancellationToken cancellationToken)
    {
        var promoted = await client.GetAsync(promotion.PromotedId, cancellationToken: cancellationToken).ConfigureAwait(false);
        var replaced = await client.GetAsync(promotion.ReplacedId, cancellationToken: cancellationToken).ConfigureAwait(false);
        var current = await client.TryGetAsync(promotion.ProductionName, cancellationToken: cancellationToken).ConfigureAwait(false);
        var back = new NameHandover(client, promotion, promotion.ProductionName, promotion.PromotedId, promotion.FormerName, promotion.ReplacedId);
        if (promoted.TaxonomyName == promotion.ProductionName)
            await back.RunAsync(cancellationToken).ConfigureAwait(false);
        else if (current is null && promoted.TaxonomyName == promotion.FormerName)
            await back.GiveAsync().ConfigureAwait(false);
        else if (replaced.TaxonomyName != promotion.ProductionName)
            throw new TaxonomyPromotionException(
                $"The names were given on since: {promotion.PromotedId} is '{HeaderText.Printable(promoted.TaxonomyName)}', {promotion.ReplacedId} is '{HeaderText.Printable(replaced.TaxonomyName)}', and '{HeaderText.Printable(promotion.ProductionName)}' is {current?.TaxonomyId ?? "none"}. Nothing was changed.",
                promotion,
                isUndone: false);
    }

    private static NameHandover Handover(ITaxonomyClient client, TaxonomyPromotion promotion) =>
        new(client, promotion, promotion.ProductionName, promotion.ReplacedId, promotion.ArchivedName, promotion.PromotedId);
}
