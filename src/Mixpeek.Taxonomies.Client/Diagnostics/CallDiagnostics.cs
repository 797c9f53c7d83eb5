using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Tells the application's logs, traces and metrics what a call goes through: a method for each moment.</summary>
internal sealed class CallDiagnostics
{
    private readonly CallMetrics? _metrics;

    /// <param name="loggers">Makes the log.</param>
    /// <param name="meters">Makes the meter; null for the process's own.</param>
    public CallDiagnostics(ILoggerFactory loggers, IMeterFactory? meters = null)
    {
        Log = new GuardedLoggerFactory(loggers).CreateLogger(LogCategory);
        _metrics = meters is null ? CallMetrics.OfProcess : CallMetrics.Of(meters.Create);
    }

    /// <summary>The client's own log, which may fail without failing who writes to it.</summary>
    public ILogger Log { get; }

    private static string LogCategory => "Mixpeek.Taxonomies.Client.TaxonomyClient";

    public void Begin(CallRecord call)
    {
        var scope = Log.IsEnabled(LogLevel.Error) ? Log.BeginScope(new CallScope(call.Operation.Name, call.Namespace)) : null;
        var span = CallSpan.Start(call);
        if (span is not null || scope is not null)
            call.Trace = new CallTrace(span, scope);
    }

    public void AttemptEnded(CallRecord call)
    {
        var attempt = call.LastAttempt!;
        if (attempt.Failure is null)
            Log.Answered(attempt.Operation.Name, (int?)attempt.StatusCode, attempt.Number, attempt.RequestId);
        else
            Log.AttemptFailed(attempt.Operation.Name, attempt.Number, attempt.Failure, attempt.RequestId);
        if (SpanOf(call) is { } span)
            CallSpan.AttemptEnded(span, attempt);
    }

    /// <param name="call">The call.</param>
    /// <param name="operation">What is repeated: the call's own request, or a look-up.</param>
    /// <param name="failure">Why.</param>
    /// <param name="delay">The wait before it.</param>
    public void Retrying(CallRecord call, TaxonomyOperation operation, Exception failure, TimeSpan delay)
    {
        var attempt = call.LastAttemptOf(operation);
        Log.Retrying(operation.Name, attempt?.Number ?? 0, attempt?.Failure, delay);
        _metrics?.Retried(operation, failure);
        if (SpanOf(call) is { } span)
            CallSpan.Waits(span, operation, WaitCause.Retry, delay);
    }

    /// <param name="call">The call.</param>
    /// <param name="operation">What the request that is held back is for.</param>
    /// <param name="cause">Who holds it back.</param>
    /// <param name="wait">How long; null where it is not known before.</param>
    public void Holding(CallRecord call, TaxonomyOperation operation, string cause, TimeSpan? wait)
    {
        Log.Held(operation.Name, cause);
        _metrics?.Held(operation, cause);
        if (SpanOf(call) is { } span)
            CallSpan.Waits(span, operation, cause, wait);
    }

    public void LookingUp(CallRecord call)
    {
        var attempt = call.LastOwnAttempt;
        Log.LookingUp(call.Operation.Name, attempt?.Number ?? 0, attempt?.Failure);
        _metrics?.LookedUp(call.Operation);
        if (SpanOf(call) is { } span)
            CallSpan.LooksUp(span, attempt?.Failure);
    }

    /// <param name="call">The call.</param>
    /// <param name="failure">What it ended in; null for a success. Absence that the caller expects is not recorded as an error.</param>
    public void End(CallRecord call, Exception? failure = null)
    {
        LogEnd(call, failure);
        if (failure is TaxonomyNotFoundException { IsOfTaxonomy: true } && call.View.ExpectsAbsence)
            failure = null;
        _metrics?.Ended(call, failure);
        if (call.Trace is not { } trace)
            return;
        // What an abandoned request still goes through is no longer told.
        call.Trace = null;
        if (trace.Span is not null)
            CallSpan.End(trace.Span, call, failure);
        if (trace.Scope is not null)
            Guard.Run(trace.Scope, static scope => scope.Dispose());
    }

    /// <summary>The span of a call, where somebody wants to know more of it than that it was.</summary>
    private static Activity? SpanOf(CallRecord call) => call.Trace?.Span is { IsAllDataRequested: true } span ? span : null;

    private void LogEnd(CallRecord call, Exception? failure)
    {
        var operation = call.Operation.Name;
        switch (failure)
        {
            case null:
                if (call.IsRecovered)
                    Log.Recovered(operation);
                break;
            case OperationCanceledException:
                Log.Cancelled(operation, call.LastAttempt?.Number ?? 0);
                break;
            case TaxonomyNotFoundException { IsOfTaxonomy: true } when call.Operation.Safety == OperationSafety.Read:
                // An answer to a question, which whoever asked may have expected.
                Log.NotFound(operation);
                break;
            default:
                if (Log.IsEnabled(LogLevel.Error))
                    Log.Failed(operation, call.LastAttempt?.Number ?? 0, failure.GetType().Name, call.Options.Secrets.Apply(failure.Message));
                break;
        }
    }
}
