using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Polly;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Carries out a call: its attempts, and at the end a model or one exception that says what happened.</summary>
internal sealed class TaxonomyTransport
{
    private readonly SingleAttempt _sender;
    private readonly Func<TaxonomyClientOptions> _options;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;

    public TaxonomyTransport(HttpClient http, Func<TaxonomyClientOptions> options, ILogger logger)
    {
        _sender = new SingleAttempt(http);
        _options = options;
        _logger = logger;
        _pipeline = CallPipeline.Build(options().TimeProvider, logger);
    }

    /// <summary>Sends a request and reads the answer; without a type the answer's body is not read.</summary>
    public async Task<T> SendAsync<T>(
        TaxonomyRequest request, JsonTypeInfo<T>? type, TaxonomyCallOptions? callOptions, CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        var state = new CallState(request, _options(), callOptions, cancellationToken);
        var outcome = await _pipeline
            .RunAsync(state, (call, attemptToken) => AttemptAsync(call, type, attemptToken))
            .ConfigureAwait(false);
        var call = state.ToCall();
        var failure = outcome.Exception is null ? null : Conclude(state, call, outcome.Exception);
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

    private async Task<Outcome<T>> AttemptAsync<T>(CallState state, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
        where T : class
    {
        var operation = state.Request.Operation;
        using var message = state.BeginAttempt();
        try
        {
            using var answer = await _sender
                .SendAsync(message, operation, needsBody: type is not null, state.Options, cancellationToken)
                .ConfigureAwait(false);
            state.RateLimit = answer.RateLimit ?? state.RateLimit;
            if (!answer.IsSuccess)
            {
                var failure = answer.ToException();
                state.EndAttempt(answer.StatusCode, Summary(failure), answer.RequestId);
                return Outcome.FromException<T>(failure);
            }

            var model = type is null ? null! : answer.ToModel(type);
            state.EndAttempt(answer.StatusCode, null, answer.RequestId);
            _logger.Answered(operation.Name, (int)answer.StatusCode, state.Attempts.Count, answer.RequestId);
            return Outcome.FromResult(model);
        }
        catch (TaxonomySerializationException failure)
        {
            state.EndAttempt(failure.StatusCode, "the body could not be read", failure.RequestId);
            return Outcome.FromException<T>(failure);
        }
        catch (OperationCanceledException failure)
        {
            state.EndAttempt(null, state.Caller.IsCancellationRequested ? "cancelled by the caller" : "not answered in time", null);
            return Outcome.FromException<T>(failure);
        }
        catch (Exception failure)
        {
            state.EndAttempt(null, failure is TaxonomyException ? failure.Message : failure.GetType().Name, null);
            return Outcome.FromException<T>(failure);
        }
    }

    private Exception Conclude(CallState state, TaxonomyCall call, Exception failure)
    {
        if (failure is OperationCanceledException && state.Caller.IsCancellationRequested)
            return new OperationCanceledException(failure.Message, failure, state.Caller);
        var concluded = CallConclusion.Of(state, failure);
        if (concluded is TaxonomyException known)
            known.Call = call;
        _logger.Failed(state.Request.Operation.Name, state.Attempts.Count, concluded.GetType().Name);
        return concluded;
    }

    private static string Summary(TaxonomyApiException failure) => failure.ErrorType is { } type
        ? $"{(int)failure.StatusCode} {HeaderText.Printable(type)}"
        : $"{(int)failure.StatusCode}";
}
