namespace Mixpeek.Taxonomies.Client;

/// <summary>Decides what a call does after each of its requests.</summary>
/// <param name="state">What the call has been through.</param>
/// <param name="givenName">The name that the call gives a taxonomy; null for none.</param>
internal sealed class CallPlan(CallState state, string? givenName)
{
    // The server that answers and the one that noted the creation may be two, whose clocks differ a little.
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private readonly OperationSafety _safety = state.Request.Operation.Safety;
    private readonly bool _reconciles = givenName is not null && RouteTemplate.CanAddress(givenName)
        && (state.Options.ReconcileByName || state.Request.Operation.Safety == OperationSafety.Idempotent);

    private int _sends;
    private int _failedLookUps;
    private bool _isLookedUp;
    private bool _isOver;
    private AttemptEffect _worstEffect;

    public CallState State => state;

    public string? GivenName => givenName;

    /// <summary>What the call does next.</summary>
    public CallStep Next { get; private set; }

    /// <summary>The wait before that.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Whether an attempt may have had its effect, although its answer was no success.</summary>
    public bool MayHaveTakenEffect => _worstEffect != AttemptEffect.None;

    /// <summary>What made the call look the name up; null while the call's outcome is known.</summary>
    public Exception? Unsettled { get; private set; }

    /// <summary>What was last seen of the name.</summary>
    public TaxonomyNameState NameState { get; private set; }

    /// <summary>The taxonomy that was last seen under the name.</summary>
    public Taxonomy? LastSeen { get; private set; }

    /// <summary>The earliest time, by the server's clock, at which the call can have created something; null where the clock is not known.</summary>
    public DateTimeOffset? NotBefore => state.ServerDate is { Year: > 1 } date ? date - state.SinceFirstSent - ClockTolerance : null;

    /// <summary>Decides on the next request; false where there is none.</summary>
    public bool GoesOnAfter(Exception failure)
    {
        if (_isOver || state.IsTotalTimedOut)
            return false;
        state.LastFailure = failure as TaxonomyException;
        var goesOn = Next == CallStep.Send ? GoesOnAfterSend(failure) : GoesOnAfterLookUp(failure);
        if (goesOn)
            state.GoOnAfter(Delay);
        return goesOn;
    }

    /// <summary>Whether a call that ends in this failure may have had its effect.</summary>
    public bool IsOutcomeUnknown(Exception failure)
    {
        if (Unsettled is not null)
            return _worstEffect == AttemptEffect.Unknown || Unsettled is TaxonomyConflictException or TaxonomyNotFoundException;
        if (!state.MayHaveLeft || failure is TaxonomySerializationException)
            return false;
        return _safety switch
        {
            OperationSafety.CreatesByName => Judge(failure).Effect == AttemptEffect.Unknown,
            OperationSafety.Creates => Judge(failure).Effect != AttemptEffect.None,
            _ => false,
        };
    }

    /// <summary>Notes that no taxonomy has the name.</summary>
    /// <returns>The failure that made the call look.</returns>
    public Exception NameIsFree()
    {
        var failure = Unsettled!;
        (NameState, LastSeen) = (TaxonomyNameState.Free, null);
        var isRefused = failure is TaxonomyApiException and not TaxonomyConflictException && Judge(failure).IsRefusal;
        if (isRefused || _worstEffect != AttemptEffect.Unknown)
            Unsettled = null;
        return SendNext(failure);
    }

    /// <summary>Notes that a taxonomy has the name that the call can't have made.</summary>
    /// <returns>The failure that made the call look: the call had no effect.</returns>
    public Exception NameIsForeign()
    {
        var failure = Unsettled!;
        Unsettled = null;
        _worstEffect = AttemptEffect.None;
        return SendNext(failure);
    }

    /// <summary>Notes that nothing tells whose the taxonomy is that has the name.</summary>
    /// <returns>The failure that made the call look.</returns>
    public Exception NothingTells()
    {
        _isOver = true;
        return Unsettled!;
    }

    /// <summary>Notes which taxonomy has the name.</summary>
    public void NameIsTaken(Taxonomy taxonomy) => (NameState, LastSeen) = (TaxonomyNameState.Taken, taxonomy);

    /// <summary>Goes on from the name to the source.</summary>
    public void LookUpSource()
    {
        Next = CallStep.LookUpSource;
        _failedLookUps = 0;
    }

    private Exception SendNext(Exception failure)
    {
        Next = CallStep.Send;
        _isLookedUp = true;
        return failure;
    }

    private bool GoesOnAfterSend(Exception failure)
    {
        if (_isLookedUp)
        {
            _isLookedUp = false;
            var isOpenConflict = failure is TaxonomyConflictException && Unsettled is not null;
            return (IsWorthRepeating(failure) || isOpenConflict) && RepeatsSend(failure);
        }

        _sends++;
        Note(failure);
        if (RetryRules.MayRepeat(_safety, Judge(failure)) && RepeatsSend(failure))
            return true;
        return _reconciles && MayHaveTakenEffect && IsToldByName(failure) && LooksUp(failure);
    }

    /// <summary>Whether what has the name tells if the call took effect: for a rename only once a repeat is refused because of it.</summary>
    private bool IsToldByName(Exception failure) =>
        _safety == OperationSafety.CreatesByName || failure is TaxonomyConflictException or TaxonomyNotFoundException;

    private bool LooksUp(Exception failure)
    {
        Unsettled = failure;
        Next = CallStep.LookUpName;
        Delay = TimeSpan.Zero;
        _failedLookUps = 0;
        return state.TimeLeft > TimeSpan.Zero;
    }

    private void Note(Exception failure)
    {
        var effect = Judge(failure).Effect;
        _worstEffect = effect > _worstEffect ? effect : _worstEffect;
    }

    private bool GoesOnAfterLookUp(Exception failure) =>
        IsWorthRepeating(failure) && IsOutcomeUnknown(failure) && WaitsFor(failure, _failedLookUps++);

    /// <summary>Whether a request is worth sending again, once that can do no harm.</summary>
    private bool IsWorthRepeating(Exception failure) => Judge(failure) is { IsTransient: true } or { Effect: AttemptEffect.Unknown };

    private bool RepeatsSend(Exception failure) => _sends <= state.MaxRetries && WaitsFor(failure, _sends - 1);

    /// <summary>Sets the wait; one that the call's time does not allow is not begun.</summary>
    private bool WaitsFor(Exception failure, int repeat)
    {
        var retryAfter = (failure as TaxonomyApiException)?.RetryAfter;
        Delay = RetrySchedule.DelayBefore(repeat, retryAfter, state.Options.Randomizer());
        return Delay < state.TimeLeft;
    }

    private Verdict Judge(Exception failure) =>
        RetryRules.Judge(failure, state.MayHaveLeft && !SingleAttempt.IsBeforeSending(failure));
}
