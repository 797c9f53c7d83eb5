using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Polly;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Carries out a call: its attempts, and at the end a model or one exception that says what happened.</summary>
internal sealed class TaxonomyTransport
{
    private readonly RequestRunner _runner;
    private readonly Func<TaxonomyClientOptions> _options;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;

    public TaxonomyTransport(HttpClient http, Func<TaxonomyClientOptions> options, ILogger logger)
    {
        var clock = options().TimeProvider;
        _runner = new RequestRunner(http, clock, logger);
        _options = options;
        _logger = logger;
        _pipeline = CallPipeline.Build(clock, logger);
    }

    /// <summary>Sends a request and reads the answer; without a type the answer's body is not read.</summary>
    public async Task<T> SendAsync<T>(
        TaxonomyRequest request,
        JsonTypeInfo<T>? type,
        Settlement<T>? settlement,
        TaxonomyCallOptions? callOptions,
        CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        var state = new CallState(request, _options(), callOptions, cancellationToken);
        var plan = new CallPlan(state, settlement?.Name);
        var course = new CallCourse<T>(_runner, plan, type, settlement);
        var outcome = await _pipeline.RunAsync(plan, course.NextAsync, cancellationToken).ConfigureAwait(false);
        var call = state.ToCall();
        var failure = outcome.Exception is null ? null : Conclude(plan, call, outcome.Exception);
        Report(call, callOptions);
        return failure is null ? outcome.Result! : throw failure;
    }

    /// <summary>Tells the caller; what goes wrong there must not cost the answer.</summary>
    private void Report(TaxonomyCall call, TaxonomyCallOptions? callOptions)
    {
        try
        {
            callOptions?.OnCompleted?.Invoke(call);
        }
        catch (Exception failure)
        {
            _logger.CallbackFailed(failure, call.Operation.Name);
        }
    }

    private Exception Conclude(CallPlan plan, TaxonomyCall call, Exception failure)
    {
        var state = plan.State;
        if (failure is OperationCanceledException && state.Caller.IsCancellationRequested)
            return new OperationCanceledException(failure.Message, failure, state.Caller);
        var concluded = CallConclusion.Of(plan, failure);
        if (concluded is TaxonomyException known)
            known.Call = call;
        _logger.Failed(state.Request.Operation.Name, state.Attempts.Count, concluded.GetType().Name);
        return concluded;
    }
}
