using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The pipeline of every call: the total timeout, around the retries, around each attempt's timeout. What they do in a
/// call stands in its <see cref="CallState"/>.
/// </summary>
internal static class CallPipeline
{
    private static readonly ResiliencePropertyKey<CallState> StateKey = new("Mixpeek.Taxonomies.Call");

    // The bound is the call's own, which CallState.DecideRetry keeps.
    private const int UnboundedRetries = int.MaxValue;

    public static ResiliencePipeline Build(TimeProvider clock, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static args => ValueTask.FromResult(StateOf(args.Context).TotalTimeout),
                OnTimeout = static args =>
                {
                    StateOf(args.Context).IsTotalTimedOut = true;
                    return ValueTask.CompletedTask;
                },
            })
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = UnboundedRetries,
                ShouldHandle = static args => ValueTask.FromResult(
                    args.Outcome.Exception is { } failure and not OperationCanceledException
                    && StateOf(args.Context).DecideRetry(failure)),
                DelayGenerator = static args => ValueTask.FromResult<TimeSpan?>(StateOf(args.Context).NextDelay),
                OnRetry = args =>
                {
                    var state = StateOf(args.Context);
                    logger.Retrying(state.Request.Operation.Name, state.Attempts[^1].Number, state.Attempts[^1].Failure, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static args => ValueTask.FromResult(StateOf(args.Context).Options.AttemptTimeout),
            })
            .Build();

    /// <summary>Runs the attempts of a call.</summary>
    public static async Task<Outcome<T>> RunAsync<T>(
        this ResiliencePipeline pipeline,
        CallState state,
        Func<CallState, CancellationToken, Task<Outcome<T>>> attempt)
    {
        var context = ResilienceContextPool.Shared.Get(state.Caller);
        try
        {
            context.Properties.Set(StateKey, state);
            return await pipeline.ExecuteOutcomeAsync(
                static async (context, arguments) =>
                    await arguments.attempt(arguments.state, context.CancellationToken).ConfigureAwait(false),
                context,
                (state, attempt)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static CallState StateOf(ResilienceContext context) => context.Properties.GetValue(StateKey, null!);
}
