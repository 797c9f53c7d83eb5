namespace Mixpeek.Taxonomies.Client;

/// <content>What is read to find out whether a call took effect.</content>
internal sealed partial class NameReconciler<T>
{
    /// <summary>
    /// Settles a success whose answer is not the result: reads what the call changed, or what the answer names by its ID.
    /// </summary>
    /// <returns>What the call ends in; null where there is no such answer, or where nothing shows what was created.</returns>
    private async Task<CallOutcome<T>?> ReadBackAsync(Exception failure, CancellationToken cancellationToken)
    {
        var isSuccess = call.LastOwnAttempt is { StatusCode: { } status } && (int)status is >= 200 and < 300;
        if (!isSuccess || !call.Options.ReconcileByName || call.TimeLeft <= TimeSpan.Zero || AddressOf(failure) is not var (taxonomy, version))
            return null;
        call.GoOnAfter(failure, TimeSpan.Zero);
        diagnostics.LookingUp(call);
        try
        {
            _found = await ReadBackAsync(taxonomy, version, cancellationToken).ConfigureAwait(false);
            _source = claim!.Source is { } source ? await ReadSourceAsync(source, _found, cancellationToken).ConfigureAwait(false) : null;
        }
        catch (TaxonomyNotFoundException fault) when (fault.IsOfTaxonomy && call.Operation == TaxonomyOperations.Delete)
        {
            return Recovered(default);
        }
        catch (Exception fault) when (!FailureFactory.IsOfCaller(fault, cancellationToken))
        {
            return new(Unknown(call.TimeLeft <= TimeSpan.Zero ? fault : failure, fault));
        }

        if (IsIt(_found, taxonomy, version) && claim.IsAsAsked(_found, _source))
            return Recovered(claim.ToResult(_found, _source));
        if (claim.Changed is not null)
            return new(Unknown(failure));

        // The ID may be another's, such as the source's; what has the name is still to be looked up.
        (_found, _answeredId) = (null, taxonomy);
        return null;
    }

    /// <summary>Whether what was read is what the call made or changed. What is new may have a name that the service has changed.</summary>
    private bool IsIt(Taxonomy found, string taxonomy, int? version) => claim!.Changed is null
        ? found.TaxonomyId == taxonomy && (HasName(found) || (NameForms.HaveSameLetters(claim.Name!, found.TaxonomyName) && AgeOf(found) == Ownership.Ours))
        : HasName(found) && !found.IsOfAnotherVersion(version) && found.IsKnownBy(taxonomy);

    /// <summary>Where what a call made or changed can be read; null where its answer does not say.</summary>
    private (string Taxonomy, int? Version)? AddressOf(Exception failure)
    {
        var part = (failure.InnerException as IncompleteAnswerException)?.Part;
        return (call.Operation.Safety, claim?.Changed, part) switch
        {
            (OperationSafety.Idempotent, { } changed, _) => (_renamedId ?? changed, null),
            (OperationSafety.Creates, { } changed, { Version: > 1 }) => (changed, part.Version),
            (OperationSafety.CreatesByName, null, { TaxonomyId: { Length: > 0 } id }) when claim is not null => (id, null),
            (OperationSafety.CreatesByName, null, _) when claim is not null && _answeredId is { Length: > 0 } id => (id, null),
            _ => null,
        };
    }

    /// <summary>Reads what a call made or changed; where it has an ID and is not there yet, it is read again.</summary>
    private async Task<Taxonomy> ReadBackAsync(string taxonomy, int? version, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ReadAsync(taxonomy, version, cancellationToken).ConfigureAwait(false);
            }
            catch (TaxonomyNotFoundException fault) when (fault.IsOfTaxonomy && claim!.Changed is null)
            {
                if (!await WaitToRepeatAsync(TaxonomyOperations.Get, fault, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private bool HasName(Taxonomy found) => claim!.Name is not { } name || NameForms.AreSame(name, found.TaxonomyName);

    private async Task<Ownership> LookUpAsync(Exception failure, CancellationToken cancellationToken)
    {
        _unsettled = failure;
        call.GoOnAfter(failure, TimeSpan.Zero);
        diagnostics.LookingUp(call);
        try
        {
            _found = await ReadAsync(claim!.Name!, null, cancellationToken).ConfigureAwait(false);
            _nameState = TaxonomyNameState.Taken;
            return claim.Renamed is { } renamed
                ? OfRename(_found, renamed, failure)
                : await OfCreationAsync(_found, cancellationToken).ConfigureAwait(false);
        }
        catch (TaxonomyNotFoundException fault) when (fault.IsOfTaxonomy)
        {
            (_found, _nameState) = (null, TaxonomyNameState.Free);
            return Ownership.Free;
        }
        catch (Exception fault) when (!FailureFactory.IsOfCaller(fault, cancellationToken))
        {
            throw Unknown(call.TimeLeft <= TimeSpan.Zero ? fault : failure, fault);
        }
    }

    /// <summary>Reads a taxonomy; an answer that can't be read is asked for again.</summary>
    private async Task<Taxonomy> ReadAsync(string taxonomy, int? version, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await apis.Taxonomies.GetTaxonomyAsync(taxonomy, version, call.View, cancellationToken).ConfigureAwait(false);
            }
            catch (TaxonomySerializationException fault)
            {
                if (!await WaitToRepeatAsync(TaxonomyOperations.Get, fault, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private async Task<Ownership> OfCreationAsync(Taxonomy found, CancellationToken cancellationToken)
    {
        if (!HasName(found))
            return Ownership.Untold;
        if (AgeOf(found) is not Ownership.Ours and var age)
            return age;
        _source = claim!.Source is { } source ? await ReadSourceAsync(source, found, cancellationToken).ConfigureAwait(false) : null;
        return claim.IsAsAsked(found, _source) ? Ownership.Ours : Ownership.Untold;
    }

    /// <summary>Whether a taxonomy was created since the call began, as far as that can be seen.</summary>
    private Ownership AgeOf(Taxonomy found)
    {
        if (found.TaxonomyId.Length == 0 || call.LastAttempt?.Date is not { Year: > 1 } now || found.CreatedAt is not { } createdAt)
            return Ownership.Untold;
        var isDateAlone = createdAt.TimeOfDay == TimeSpan.Zero;
        if (createdAt < now - call.SinceFirstSent - ClockTolerance && !isDateAlone)
            return Ownership.Foreign;

        // A new taxonomy begins with its first version, and no clock is to be believed that is ahead of the service's.
        return found.Version != 1 || found.AdditionalProperties?.ContainsKey("version") == true || isDateAlone || createdAt > now + ClockTolerance
            ? Ownership.Untold
            : Ownership.Ours;
    }

    /// <summary>Reads what was cloned; null where it is gone, or where it can't be read and is not needed.</summary>
    private async Task<Taxonomy?> ReadSourceAsync(string source, Taxonomy found, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(source, null, cancellationToken).ConfigureAwait(false);
        }
        catch (TaxonomyNotFoundException fault) when (fault.IsOfTaxonomy)
        {
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && claim!.IsAsAsked(found, null))
        {
            return null;
        }
    }

    private Ownership OfRename(Taxonomy found, string renamed, Exception failure)
    {
        if (!HasName(found) || found.TaxonomyId.Length == 0)
            return Ownership.Untold;
        if (found.TaxonomyId == (_renamedId ?? renamed))
            return claim!.IsAsAsked(found, null) ? Ownership.Ours : Ownership.Untold;

        // What looks like an ID may be a name all the same, and then nothing tells whose the ID is.
        return _renamedId is null && failure is TaxonomyNotFoundException ? Ownership.Untold : Ownership.Foreign;
    }
}
