namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Carries out a call that changes something: sends it and, where an attempt may have taken effect although its answer
/// says otherwise, looks the name up that the call gives, and decides by what is found.
/// </summary>
internal sealed class NameReconciler<T>(
    CallRecord call,
    NameClaim<T>? claim,
    Func<T, CallRecord, Exception?>? faultOf,
    Func<TaxonomyApis, TaxonomyCallOptions, CancellationToken, Task<T>> send,
    TaxonomyApis apis,
    CallDiagnostics diagnostics)
{
    // The server that answers and the one that noted the creation may be two, whose clocks differ a little.
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private string? _renamedId;
    private bool _isAnswered;
    private int _settled;
    private Exception? _unsettled;
    private Taxonomy? _found;
    private Taxonomy? _source;
    private TaxonomyNameState _nameState;

    private bool IsTold => claim is not null && Identifier.CanAddress(claim.Name)
        && (call.Options.ReconcileByName || call.Operation.Safety == OperationSafety.Idempotent);

    /// <summary>The call's own attempts that are not yet known to have had no effect.</summary>
    private IEnumerable<TaxonomyAttempt> OpenAttempts => call.Attempts.Skip(_settled).Where(attempt => attempt.Operation == call.Operation);

    private AttemptEffect Effect => OpenAttempts.Select(static attempt => attempt.Effect).DefaultIfEmpty().Max();

    public async ValueTask<CallOutcome<T>> RunAsync(CancellationToken cancellationToken)
    {
        // Once it is renamed, a taxonomy is known by nothing but its ID.
        if (claim?.Renamed is { } renamed && IsTold && !Identifier.IsId(renamed))
            _renamedId = (await ReadAsync(renamed, cancellationToken).ConfigureAwait(false)).TaxonomyId;
        while (true)
        {
            Exception? failure;
            try
            {
                var sent = send(apis, call.View, cancellationToken);
                await ((Task)sent).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                failure = TaskFailure.Of(sent) ?? FaultOf(sent.Result);
                if (failure is null)
                    return new(sent.Result);
            }
            catch (Exception fault)
            {
                failure = fault;
            }

            if (FailureFactory.IsOfCaller(failure, cancellationToken))
                return new(failure);
            if (failure is TaxonomyNotFoundException { IsOfTaxonomy: true } && call.Operation == TaxonomyOperations.Delete && Effect != AttemptEffect.None)
                return Recovered(default);
            if (cancellationToken.IsCancellationRequested || !IsToldByName(failure))
                return new(Conclude(failure));
            switch (await LookUpAsync(failure, cancellationToken).ConfigureAwait(false))
            {
                case Ownership.Ours:
                    return Recovered(claim!.ToResult(_found!, _source));
                case Ownership.Untold:
                case Ownership.Free when _isAnswered:
                    // What was made has another name, and the next request would make another.
                    return new(Unknown(failure));
                case Ownership.Foreign:
                case Ownership.Free when claim!.Renamed is not null && failure is TaxonomyNotFoundException:
                    _settled = call.Attempts.Count;
                    _unsettled = null;
                    break;
                case Ownership.Free when Effect != AttemptEffect.Unknown:
                    _unsettled = null;
                    break;
            }

            if (!IsWorthRepeating(failure) || !await WaitToRepeatAsync(call.Operation, failure, cancellationToken).ConfigureAwait(false))
                return new(Conclude(failure));
        }
    }

    /// <summary>What a call ends in that ends in this failure: where it may have taken effect, an outcome that is not known.</summary>
    public Exception Conclude(Exception failure)
    {
        var isOpen = (_unsettled, call.Operation.Safety) switch
        {
            (not null, _) => Effect != AttemptEffect.None || _unsettled is TaxonomyConflictException or TaxonomyNotFoundException,
            (_, OperationSafety.Idempotent) => Effect == AttemptEffect.Unknown && failure is not TaxonomyNotFoundException { IsOfTaxonomy: true },
            (_, OperationSafety.CreatesByName) when failure is TaxonomyConflictException => Effect != AttemptEffect.None,
            (_, OperationSafety.CreatesByName) => Effect == AttemptEffect.Unknown,
            (_, OperationSafety.Creates) => Effect != AttemptEffect.None,
            _ => false,
        };
        return isOpen ? Unknown(failure) : failure;
    }

    /// <summary>Whether what has the name tells if the call took effect: for a rename only once a repeat is refused because of it.</summary>
    private bool IsToldByName(Exception failure)
    {
        // A handler that repeats by itself leaves a conflict with what its first request made.
        var isConflictOfUnseen = failure is TaxonomyConflictException
            && OpenAttempts.Select(static attempt => attempt.Sends).DefaultIfEmpty(2).Max() > 1;
        return IsTold && (Effect != AttemptEffect.None || isConflictOfUnseen) && call.TimeLeft > TimeSpan.Zero
            && (call.Operation.Safety == OperationSafety.CreatesByName || failure is TaxonomyConflictException or TaxonomyNotFoundException { IsOfTaxonomy: true });
    }

    /// <summary>What keeps an answer from being the result; null for nothing.</summary>
    private Exception? FaultOf(T answer)
    {
        if (!call.Options.VerifyAnswers)
            return null;
        if (faultOf?.Invoke(answer, call) is { } fault)
            return fault;
        if (claim is null || claim.IdentityOf(answer) is var identity && IsAnswer(identity))
            return null;
        _isAnswered |= identity.Id.Length > 0;
        return FailureFactory.OfAnother(call, claim.Name, identity);
    }

    /// <summary>Whether an answer is of what was asked for: an ID, which a rename may leave out, and the name, if it gives one.</summary>
    private bool IsAnswer((string Id, string Name) answer)
    {
        if (answer.Name.Length > 0 && answer.Name != claim!.Name)
            return false;
        return claim!.Renamed is not { } renamed
            ? answer.Id.Length > 0
            : answer.Id.Length == 0 || answer.Id == (_renamedId ?? renamed) || (_renamedId is null && !Identifier.IsId(renamed));
    }

    private async Task<Ownership> LookUpAsync(Exception failure, CancellationToken cancellationToken)
    {
        _unsettled = failure;
        call.GoOnAfter(failure, TimeSpan.Zero);
        diagnostics.LookingUp(call);
        try
        {
            _found = await ReadAsync(claim!.Name, cancellationToken).ConfigureAwait(false);
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
    private async Task<Taxonomy> ReadAsync(string taxonomy, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await apis.Taxonomies.GetTaxonomyAsync(taxonomy, null, call.View, cancellationToken).ConfigureAwait(false);
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
        if (found.TaxonomyName != claim!.Name || found.TaxonomyId.Length == 0 || call.LastAttempt?.Date is not { Year: > 1 } now || found.CreatedAt is not { } createdAt)
            return Ownership.Untold;
        var isDateAlone = createdAt.TimeOfDay == TimeSpan.Zero;
        if (createdAt < now - call.SinceFirstSent - ClockTolerance && !isDateAlone)
            return Ownership.Foreign;

        // A new taxonomy begins with its first version, and no clock is to be believed that is ahead of the service's.
        if (found.Version != 1 || found.AdditionalProperties?.ContainsKey("version") == true || isDateAlone || createdAt > now + ClockTolerance)
            return Ownership.Untold;
        _source = claim.Source is { } source ? await ReadSourceAsync(source, found, cancellationToken).ConfigureAwait(false) : null;
        return claim.IsAsAsked(found, _source) ? Ownership.Ours : Ownership.Untold;
    }

    /// <summary>Reads what was cloned; null where it is gone, or where it can't be read and is not needed.</summary>
    private async Task<Taxonomy?> ReadSourceAsync(string source, Taxonomy found, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(source, cancellationToken).ConfigureAwait(false);
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
        if (found.TaxonomyName != claim!.Name || found.TaxonomyId.Length == 0)
            return Ownership.Untold;
        if (found.TaxonomyId == (_renamedId ?? renamed))
            return claim.IsAsAsked(found, null) ? Ownership.Ours : Ownership.Untold;

        // What looks like an ID may be a name all the same, and then nothing tells whose the ID is.
        return _renamedId is null && failure is TaxonomyNotFoundException ? Ownership.Untold : Ownership.Foreign;
    }

    /// <summary>Waits before a repeat; false, at once, where the call allows none.</summary>
    private async Task<bool> WaitToRepeatAsync(TaxonomyOperation operation, Exception failure, CancellationToken cancellationToken)
    {
        var delay = RetryDelay.AfterLookUp(call.Retries, (failure as TaxonomyApiException)?.RetryAfter, call.Options.Randomizer());
        if (!call.Allows(delay))
            return false;
        call.RepeatAfter(failure, delay);
        diagnostics.Retrying(call, operation, failure, delay);
        await Task.Delay(delay, call.Clock, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private bool IsWorthRepeating(Exception failure)
    {
        // Such a failure is no attempt's: a credential provider's, or a limiter's.
        if (failure.GetType() == typeof(TaxonomyException) || call.Attempts.LastOrDefault(attempt => attempt.Operation == call.Operation) is not { } last)
            return false;
        return RetryRules.IsWorthRepeating(last) || (failure is TaxonomyConflictException && _unsettled is not null);
    }

    private CallOutcome<T> Recovered(T? result)
    {
        call.IsRecovered = true;
        return new(result);
    }

    private TaxonomyOutcomeUnknownException Unknown(Exception reason, Exception? lookUpFault = null) =>
        TaxonomyOutcomeUnknownException.Of(call, claim?.Name, reason, _nameState, _found, lookUpFault);
}
