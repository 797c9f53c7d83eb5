using System.Text.Json.Serialization.Metadata;
using Polly;

namespace Mixpeek.Taxonomies.Client;

/// <summary>One call under way: its own request, and the look-ups that settle what a lost answer left open.</summary>
internal sealed class CallCourse<T>(RequestRunner runner, CallPlan plan, JsonTypeInfo<T>? type, Settlement<T>? settlement)
    where T : class
{
    private readonly CallState _state = plan.State;
    private Finding? _finding;

    /// <summary>Carries out what the plan has next.</summary>
    public Task<Outcome<T>> NextAsync(CancellationToken cancellationToken) => plan.Next switch
    {
        CallStep.LookUpName => LookUpNameAsync(cancellationToken),
        CallStep.LookUpSource => LookUpSourceAsync(cancellationToken),
        _ => SendAsync(cancellationToken),
    };

    private async Task<Outcome<T>> SendAsync(CancellationToken cancellationToken)
    {
        var outcome = await runner.RunAsync(plan, _state.Request, type, cancellationToken).ConfigureAwait(false);
        var isGone = outcome.Exception is TaxonomyNotFoundException && _state.Request.Operation == TaxonomyOperations.Delete;
        return isGone && plan.MayHaveTakenEffect ? Recovered(null!) : outcome;
    }

    private async Task<Outcome<T>> LookUpNameAsync(CancellationToken cancellationToken)
    {
        var outcome = await LookUpAsync(settlement!.Name, cancellationToken).ConfigureAwait(false);
        if (outcome.Exception is TaxonomyNotFoundException)
            return Outcome.FromException<T>(plan.NameIsFree());
        if (outcome.Result is not { } found)
            return Outcome.FromException<T>(outcome.Exception!);
        plan.NameIsTaken(found);
        _finding = new Finding(found, plan.Unsettled!, plan.NotBefore);
        var recognition = settlement.Recognise(_finding);
        if (recognition != Recognition.NeedsSource)
            return Settle(recognition);
        plan.LookUpSource();
        return await LookUpSourceAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Outcome<T>> LookUpSourceAsync(CancellationToken cancellationToken)
    {
        var outcome = await LookUpAsync(settlement!.Source!, cancellationToken).ConfigureAwait(false);
        var finding = _finding! with { IsSourceRead = true, Source = outcome.Result };
        var recognition = settlement.Recognise(finding);
        if (recognition != Recognition.Ours && outcome.Exception is { } failure and not TaxonomyNotFoundException)
            return Outcome.FromException<T>(failure);
        _finding = finding;
        return Settle(recognition);
    }

    private Outcome<T> Settle(Recognition recognition) => recognition switch
    {
        Recognition.Ours => Recovered(settlement!.ToResult(_finding!)),
        Recognition.Foreign => Outcome.FromException<T>(plan.NameIsForeign()),
        _ => Outcome.FromException<T>(plan.NothingTells()),
    };

    private Outcome<T> Recovered(T result)
    {
        _state.IsRecovered = true;
        return Outcome.FromResult(result);
    }

    private Task<Outcome<Taxonomy>> LookUpAsync(string taxonomy, CancellationToken cancellationToken)
    {
        var request = new TaxonomyRequest { Operation = TaxonomyOperations.Get, Identifier = taxonomy };
        return runner.RunAsync(plan, request, WireJson.Context.Taxonomy, cancellationToken);
    }
}
