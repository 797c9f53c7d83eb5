namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Carries out a call that changes something: sends it and, where an attempt may have taken effect although its answer
/// says otherwise, looks the name up that the call gives, and decides by what is found.
/// </summary>
internal sealed partial class NameReconciler<T>(
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
    // The ID in an answer that is not the result; empty for an answer without one.
    private string? _answeredId;
    private int _settled;
    private Exception? _unsettled;
    private Taxonomy? _found;
    private Taxonomy? _source;
    private TaxonomyNameState _nameState;

    private bool IsTold => claim?.Name is { } name && RouteNames.CanRead(name)
        && (call.Options.ReconcileByName || call.Operation.Safety == OperationSafety.Idempotent);

    /// <summary>The call's own attempts that are not yet known to have had no effect.</summary>
    private IEnumerable<TaxonomyAttempt> OpenAttempts => call.Attempts.Skip(_settled).Where(attempt => attempt.Operation == call.Operation);

    /// <summary>Whether the service took the request, although its answer has no result. A page of HTML may be a proxy's.</summary>
    private bool IsAccepted => _answeredId is "" || call.LastOwnAttempt is { Fault: TaxonomySerializationException { InnerException: IncompleteAnswerException } };

    private AttemptEffect Effect => OpenAttempts.Select(static attempt => attempt.Effect).DefaultIfEmpty().Max();

    public async ValueTask<CallOutcome<T>> RunAsync(CancellationToken cancellationToken)
    {
        // Once it is renamed, a taxonomy is known by nothing but its ID.
        if (claim?.Renamed is { } renamed && IsTold && !Identifier.IsId(renamed))
            _renamedId = (await ReadAsync(renamed, null, cancellationToken).ConfigureAwait(false)).TaxonomyId;
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
            if (!cancellationToken.IsCancellationRequested && await ReadBackAsync(failure, cancellationToken).ConfigureAwait(false) is { } settled)
                return settled;
            if (cancellationToken.IsCancellationRequested || !IsToldByName(failure))
                return new(Conclude(failure));
            var ownership = await LookUpAsync(failure, cancellationToken).ConfigureAwait(false);
            while (ownership == Ownership.Free && IsAccepted && await WaitToRepeatAsync(TaxonomyOperations.Get, failure, cancellationToken).ConfigureAwait(false))
                ownership = await LookUpAsync(failure, cancellationToken).ConfigureAwait(false);
            switch (ownership)
            {
                case Ownership.Ours:
                    return Recovered(claim!.ToResult(_found!, _source));
                case Ownership.Untold:
                case Ownership.Free when _answeredId is not null:
                case Ownership.Free or Ownership.Foreign when IsAccepted:
                    // What was made has another name or is not there yet, and the next request would make another.
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
        if (claim?.Name is not { } name || claim.IdentityOf(answer) is var identity && IsAnswer(identity))
            return null;
        _answeredId = identity.Id;
        return FailureFactory.OfAnother(call, name, identity);
    }

    /// <summary>
    /// Whether an answer is of what was asked for: an ID, which a rename may leave out, and the name, if it gives one, in
    /// whatever form the service keeps it.
    /// </summary>
    private bool IsAnswer((string Id, string Name) answer)
    {
        if (answer.Name.Length > 0 && !NameForms.AreSame(claim!.Name!, answer.Name))
            return false;
        return claim!.Renamed is not { } renamed
            ? answer.Id.Length > 0
            : answer.Id.Length == 0 || answer.Id == (_renamedId ?? renamed) || (_renamedId is null && !Identifier.IsId(renamed));
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
