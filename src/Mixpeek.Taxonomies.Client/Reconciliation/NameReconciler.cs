using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Carries out a call that changes something: sends it and, where an attempt may have taken effect although its answer
/// says otherwise, looks the name up that the call gives, and decides by what is found.
/// </summary>
internal sealed class NameReconciler<T>(
    CallRecord call,
    NameClaim<T>? claim,
    Func<CancellationToken, Task<T>> send,
    Func<string, CancellationToken, Task<Taxonomy>> read,
    ILogger logger)
{
    // The server that answers and the one that noted the creation may be two, whose clocks differ a little.
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private readonly bool _isTold = claim is not null && Identifier.CanAddress(claim.Name)
        && (call.Options.ReconcileByName || call.Operation.Safety == OperationSafety.Idempotent);

    private int _settled;
    private Exception? _unsettled;
    private Taxonomy? _found;
    private Taxonomy? _source;
    private TaxonomyNameState _nameState;

    private enum Ownership
    {
        Free,
        Ours,
        Foreign,
        Untold,
    }

    /// <summary>The call's own attempts that are not yet known to have had no effect.</summary>
    private IEnumerable<TaxonomyAttempt> OpenAttempts => call.Attempts.Skip(_settled).Where(attempt => attempt.Operation == call.Operation);

    private AttemptEffect Effect => OpenAttempts.Select(RetryRules.EffectOf).DefaultIfEmpty().Max();

    public async Task<T> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Exception failure;
            try
            {
                return await send(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failure = fault;
            }

            if (IsGone(failure) && call.Operation == TaxonomyOperations.Delete && Effect != AttemptEffect.None)
                return Recovered(default!);
            if (cancellationToken.IsCancellationRequested || !IsToldByName(failure))
                Throw(failure);
            switch (await LookUpAsync(failure, cancellationToken).ConfigureAwait(false))
            {
                case Ownership.Ours:
                    return Recovered(claim!.ToResult(_found!, _source));
                case Ownership.Untold:
                    throw Unknown(failure);
                case Ownership.Foreign:
                case Ownership.Free when claim!.Renamed is not null && failure is TaxonomyNotFoundException:
                    _settled = call.Attempts.Count;
                    _unsettled = null;
                    break;
                case Ownership.Free when Effect != AttemptEffect.Unknown:
                    _unsettled = null;
                    break;
            }

            if (!IsWorthRepeating(failure) || !await WaitToRepeatAsync(failure, cancellationToken).ConfigureAwait(false))
                Throw(failure);
        }
    }

    /// <summary>What a call ends in that ends in this failure: where it may have taken effect, an outcome that is not known.</summary>
    public Exception Conclude(Exception failure)
    {
        var isOpen = (_unsettled, call.Operation.Safety) switch
        {
            (not null, _) => Effect == AttemptEffect.Unknown || _unsettled is TaxonomyConflictException or TaxonomyNotFoundException,
            (_, OperationSafety.Idempotent) => Effect == AttemptEffect.Unknown && !IsGone(failure),
            (_, OperationSafety.CreatesByName) when failure is TaxonomyConflictException => Effect != AttemptEffect.None,
            (_, OperationSafety.CreatesByName) => Effect == AttemptEffect.Unknown && failure is not TaxonomySerializationException,
            (_, OperationSafety.Creates) => Effect != AttemptEffect.None && failure is not TaxonomySerializationException,
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
        return _isTold && (Effect != AttemptEffect.None || isConflictOfUnseen) && call.TimeLeft > TimeSpan.Zero
            && (call.Operation.Safety == OperationSafety.CreatesByName || failure is TaxonomyConflictException or TaxonomyNotFoundException);
    }

    private async Task<Ownership> LookUpAsync(Exception failure, CancellationToken cancellationToken)
    {
        _unsettled = failure;
        call.GoOnAfter(failure, TimeSpan.Zero);
        logger.LookingUp(call.Operation.Name, call.Attempts.Count, call.LastAttempt?.Failure);
        try
        {
            _found = await ReadAsync(claim!.Name, cancellationToken).ConfigureAwait(false);
            _nameState = TaxonomyNameState.Taken;
            return claim.Renamed is { } renamed
                ? OfRename(_found, renamed, failure)
                : await OfCreationAsync(_found, cancellationToken).ConfigureAwait(false);
        }
        catch (TaxonomyNotFoundException fault) when (IsGone(fault))
        {
            (_found, _nameState) = (null, TaxonomyNameState.Free);
            return Ownership.Free;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (Conclude(failure) == failure)
                ExceptionDispatchInfo.Throw(failure);
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
                return await read(taxonomy, cancellationToken).ConfigureAwait(false);
            }
            catch (TaxonomySerializationException fault)
            {
                if (!await WaitToRepeatAsync(fault, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private async Task<Ownership> OfCreationAsync(Taxonomy found, CancellationToken cancellationToken)
    {
        var isDated = call.LastAttempt?.Date is { Year: > 1 } && found.CreatedAt is not null;
        if (found.TaxonomyName != claim!.Name || !isDated)
            return Ownership.Untold;
        if (found.CreatedAt < call.LastAttempt!.Date - call.SinceFirstSent - ClockTolerance)
            return Ownership.Foreign;
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
        catch (TaxonomyNotFoundException fault) when (IsGone(fault))
        {
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && claim!.IsAsAsked(found, null))
        {
            return null;
        }
    }

    /// <summary>
    /// The old name is gone and the new one is there: the rename took effect. A conflict with the new name shows
    /// nothing, unless the taxonomy was named by its ID and has it.
    /// </summary>
    private Ownership OfRename(Taxonomy found, string renamed, Exception failure)
    {
        if (found.TaxonomyName != claim!.Name)
            return Ownership.Untold;
        var isOurs = (failure is TaxonomyNotFoundException || found.TaxonomyId == renamed) && claim.IsAsAsked(found, null);
        return isOurs ? Ownership.Ours : Ownership.Foreign;
    }

    /// <summary>Waits before a repeat; false, at once, where the call allows none.</summary>
    private async Task<bool> WaitToRepeatAsync(Exception failure, CancellationToken cancellationToken)
    {
        var delay = RetryDelay.AfterLookUp(call.Retries, (failure as TaxonomyApiException)?.RetryAfter, call.Options.Randomizer());
        if (!call.Allows(delay))
            return false;
        call.RepeatAfter(failure, delay);
        logger.Retrying(call.Operation.Name, call.LastAttempt!.Number, call.LastAttempt.Failure, delay);
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

    /// <summary>Whether the service itself says that there is no such taxonomy: not a gateway, and not of a namespace.</summary>
    private static bool IsGone(Exception failure) => failure is TaxonomyNotFoundException { ErrorType: "NotFoundError" } answer
        && (answer.Details?["resource"] is not { } resource || resource.ToString() == "taxonomy");

    private T Recovered(T result)
    {
        call.IsRecovered = true;
        return result;
    }

    private void Throw(Exception failure)
    {
        var concluded = Conclude(failure);
        if (concluded == failure)
            ExceptionDispatchInfo.Throw(failure);
        throw concluded;
    }

    private TaxonomyOutcomeUnknownException Unknown(Exception reason, Exception? lookUpFault = null)
    {
        var seen = Seen(lookUpFault);
        return new TaxonomyOutcomeUnknownException(
            $"{call.Operation.Name} was sent, and whether it took effect is not known: {reason.Message}{seen}", claim?.Name, reason)
        {
            Operation = call.Operation,
            NameState = _nameState,
            LastSeen = _found,
        };
    }

    private string Seen(Exception? lookUpFault)
    {
        if (claim is null)
            return "";
        var name = $"'{HeaderText.Printable(claim.Name)}'";
        return _nameState switch
        {
            TaxonomyNameState.Free => $" When last looked up, no taxonomy had the name {name}; look again before you try again.",
            TaxonomyNameState.Taken => $" The taxonomy {HeaderText.Printable(_found!.TaxonomyId)} has the name {name}, and whether this call made it can't be told.",
            _ when lookUpFault is not null => $" Looking {name} up failed too: {lookUpFault.Message} Look for it before you try again.",
            _ => $" Look for {name} before you try again.",
        };
    }
}
