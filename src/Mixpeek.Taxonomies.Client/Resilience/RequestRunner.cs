using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Carries out one request of a call: held back, bounded by the attempt's timeout, and noted in the call's record.</summary>
internal sealed class RequestRunner(HttpClient http, TimeProvider clock, ILogger logger)
{
    private readonly SingleAttempt _sender = new(http);
    private readonly RequestPacer _pacer = new(clock);
    private readonly ResiliencePipeline _bound = CallPipeline.BuildAttempt(clock);

    /// <summary>Sends a request and reads the answer; without a type a success's body is not read.</summary>
    public async Task<Outcome<T>> RunAsync<T>(
        CallPlan plan, TaxonomyRequest request, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var admission = await _pacer.AdmitAsync(plan.State, request.Operation, cancellationToken).ConfigureAwait(false);
            var outcome = await _bound
                .RunAsync(plan, token => AttemptAsync(plan.State, request, type, admission.Held, token), cancellationToken)
                .ConfigureAwait(false);
            return outcome.Exception is TimeoutRejectedException fault ? Outcome.FromException<T>(TimedOut(request.Operation, plan.State.Options.AttemptTimeout, fault)) : outcome;
        }
        catch (Exception failure)
        {
            return Outcome.FromException<T>(failure);
        }
    }

    private async Task<Outcome<T>> AttemptAsync<T>(
        CallState state, TaxonomyRequest request, JsonTypeInfo<T>? type, TimeSpan held, CancellationToken cancellationToken)
        where T : class
    {
        using var message = state.BeginAttempt(request);
        try
        {
            using var answer = await _sender
                .SendAsync(message, request.Operation, needsBody: type is not null, state.Options, cancellationToken)
                .ConfigureAwait(false);
            state.RateLimit = answer.RateLimit ?? state.RateLimit;
            state.ServerDate = answer.Date;
            _pacer.Note(request.Operation, answer);
            if (!answer.IsSuccess)
            {
                var failure = answer.ToException();
                state.EndAttempt(request, held, answer.StatusCode, Summary(failure), answer.RequestId);
                return Outcome.FromException<T>(failure);
            }

            var model = type is null ? null! : answer.ToModel(type);
            state.EndAttempt(request, held, answer.StatusCode, null, answer.RequestId);
            logger.Answered(request.Operation.Name, (int)answer.StatusCode, state.Attempts.Count, answer.RequestId);
            return Outcome.FromResult(model);
        }
        catch (TaxonomySerializationException failure)
        {
            state.EndAttempt(request, held, failure.StatusCode, "the body could not be read", failure.RequestId);
            return Outcome.FromException<T>(failure);
        }
        catch (OperationCanceledException failure)
        {
            state.EndAttempt(request, held, null, state.Caller.IsCancellationRequested ? "cancelled by the caller" : "not answered in time", null);
            return Outcome.FromException<T>(failure);
        }
        catch (Exception failure)
        {
            state.EndAttempt(request, held, null, failure is TaxonomyException ? failure.Message : failure.GetType().Name, null);
            return Outcome.FromException<T>(failure);
        }
    }

    private static TaxonomyTimeoutException TimedOut(TaxonomyOperation operation, TimeSpan timeout, TimeoutRejectedException fault) =>
        new($"{operation.Name} was not answered within {timeout.TotalSeconds:0.###} s (AttemptTimeout).", timeout, fault) { Operation = operation };

    private static string Summary(TaxonomyApiException failure) => failure.ErrorType is { } type
        ? $"{(int)failure.StatusCode} {HeaderText.Printable(type)}"
        : $"{(int)failure.StatusCode}";
}
