using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The pipelines of every call: the total timeout around the repeats, and an attempt's timeout around each request.
/// What they do in a call stands in its <see cref="CallPlan"/>.
/// </summary>
internal static class CallPipeline
{
    private static readonly ResiliencePropertyKey<CallPlan> PlanKey = new("Mixpeek.Taxonomies.Call");

    // The bound is the call's own, which its plan keeps.
    private const int UnboundedRetries = int.MaxValue;

    public static ResiliencePipeline Build(TimeProvider clock, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static args => ValueTask.FromResult(PlanOf(args.Context).State.TotalTimeout),
                OnTimeout = static args =>
                {
                    PlanOf(args.Context).State.IsTotalTimedOut = true;
                    return ValueTask.CompletedTask;
                },
            })
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = UnboundedRetries,
                ShouldHandle = static args => ValueTask.FromResult(
                    args.Outcome.Exception is { } failure and not OperationCanceledException
                    && PlanOf(args.Context).GoesOnAfter(failure)),
                DelayGenerator = static args => ValueTask.FromResult<TimeSpan?>(PlanOf(args.Context).Delay),
                OnRetry = args =>
                {
                    var plan = PlanOf(args.Context);
                    var last = plan.State.Attempts[^1];
                    if (plan.Next == CallStep.Send)
                        logger.Retrying(plan.State.Request.Operation.Name, last.Number, last.Failure, args.RetryDelay);
                    else
                        logger.LookingUp(plan.State.Request.Operation.Name, last.Number, last.Failure, args.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    public static ResiliencePipeline BuildAttempt(TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static args => ValueTask.FromResult(PlanOf(args.Context).State.Options.AttemptTimeout),
            })
            .Build();

    /// <summary>Runs a call, or one attempt of it.</summary>
    public static async Task<Outcome<T>> RunAsync<T>(
        this ResiliencePipeline pipeline, CallPlan plan, Func<CancellationToken, Task<Outcome<T>>> action, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(PlanKey, plan);
            return await pipeline.ExecuteOutcomeAsync(
                static async (context, action) => await action(context.CancellationToken).ConfigureAwait(false), context, action).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static CallPlan PlanOf(ResilienceContext context) => context.Properties.GetValue(PlanKey, null!);
}
