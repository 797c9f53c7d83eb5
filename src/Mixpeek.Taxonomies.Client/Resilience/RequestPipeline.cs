using System.Threading.RateLimiting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Telemetry;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The resilience pipeline that every request passes: repeats by the operation's safety, around a permit for each
/// attempt, around the attempt's timeout.
/// </summary>
internal static class RequestPipeline
{
    public const string Name = "requests";

    public static void Configure(
        ResiliencePipelineBuilder<HttpResponseMessage> builder, OptionsInForce options, CallDiagnostics diagnostics, TelemetryOptions telemetry)
    {
        var current = options.Current;
        var pacer = new RequestPacer(diagnostics);
        builder.TimeProvider = current.TimeProvider;
        builder
            .ConfigureTelemetry(Quiet(telemetry))
            .AddRetry(new HttpRetryStrategyOptions
            {
                // The bound is the call's own.
                MaxRetryAttempts = int.MaxValue,
                Delay = RetryDelay.First,
                MaxDelay = RetryDelay.Longest,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = current.Randomizer,
                ShouldHandle = args => ValueTask.FromResult(MayRepeat(args, options)),
                DelayGenerator = static args => ValueTask.FromResult(RetryDelay.Asked(args.Outcome.Result, args.Outcome.Exception)),
                OnRetry = args => OnRetryAsync(args, options, diagnostics),
            })
            .AddRateLimiter(new HttpRateLimiterStrategyOptions
            {
                Name = FailureFactory.PermitName,
                RateLimiter = args => AdmitAsync(args.Context, pacer, options),
            })
            .AddTimeout(new HttpTimeoutStrategyOptions
            {
                Name = FailureFactory.AttemptTimeoutName,
                TimeoutGenerator = args => ValueTask.FromResult(
                    CallOf(args.Context, options) is { } call ? call.TimeoutOf(OperationOf(args.Context, call)) : options.Current.AttemptTimeout),
            });
    }

    private static bool MayRepeat(RetryPredicateArguments<HttpResponseMessage> args, OptionsInForce options)
    {
        if (args.Outcome.Result is { IsSuccessStatusCode: true, Content: BufferedBody { Error: null } })
            return false;
        if (args.Context.CancellationToken.IsCancellationRequested || CallOf(args.Context, options) is not { } call)
            return false;
        var asked = RetryDelay.Asked(args.Outcome.Result, args.Outcome.Exception) ?? TimeSpan.Zero;
        return args.Outcome.Exception switch
        {
            var refusal when FailureFactory.IsOfPermit(refusal) => asked < call.TimeLeft,
            TaxonomyException => false,
            _ => call.LastAttempt is { } attempt && RetryRules.MayRepeat(attempt.Operation.Safety, attempt) && call.Allows(asked),
        };
    }

    /// <summary>Goes on, or ends the call where its time does not allow the wait.</summary>
    private static async ValueTask OnRetryAsync(OnRetryArguments<HttpResponseMessage> args, OptionsInForce options, CallDiagnostics diagnostics)
    {
        var call = CallOf(args.Context, options)!;
        var isTooLong = args.RetryDelay >= call.TimeLeft;
        if (FailureFactory.IsOfPermit(args.Outcome.Exception))
        {
            if (isTooLong)
                throw args.Outcome.Exception!;
            diagnostics.Holding(call, OperationOf(args.Context, call), WaitCause.Limiter, args.RetryDelay);
            return;
        }

        var request = RequestOf(args.Context);
        var failure = args.Outcome.Result is { } response
            ? (await FailureFactory.OfResponseAsync(response).ConfigureAwait(false))!
            : FailureFactory.OfTransport(request, args.Outcome.Exception!, call.Caller);
        if (isTooLong)
            throw failure;
        call.RepeatAfter(failure, args.RetryDelay);
        diagnostics.Retrying(call, OperationOf(args.Context, call), failure, args.RetryDelay);
    }

    private static ValueTask<RateLimitLease> AdmitAsync(ResilienceContext context, RequestPacer pacer, OptionsInForce options) =>
        CallOf(context, options) is { } call
            ? pacer.AdmitAsync(call, OperationOf(context, call), context.CancellationToken)
            : ValueTask.FromResult<RateLimitLease>(Admission.Free);

    /// <summary>
    /// The call that a request belongs to. A request that was made with one of the interfaces alone is a call of its
    /// own; one that was made without them is none, and is sent once.
    /// </summary>
    private static CallRecord? CallOf(ResilienceContext context, OptionsInForce options)
    {
        // Two requests of one message at once share its context, which the first to end takes with it.
        if (context.GetRequestMessage() is not { } request)
            return null;
        var own = TaxonomyCallOptions.Of(request);
        if (own?.Record is { } known)
            return known;
        if (TaxonomyOperations.Of(request) is not { } operation)
            return null;
        own?.Validate(new ArgumentPath("options"));
        var begun = new CallRecord(operation, options.Current, own, context.CancellationToken);
        begun.View.SetOn(request);
        return begun;
    }

    private static TaxonomyOperation OperationOf(ResilienceContext context, CallRecord call) => TaxonomyOperations.Of(RequestOf(context), call)!;

    private static HttpRequestMessage RequestOf(ResilienceContext context) => context.GetRequestMessage()!;

    /// <summary>
    /// Makes what every call reports silent by default, as the client's own messages name the operation and the wait, and
    /// adds the operation to what Polly measures.
    /// </summary>
    private static TelemetryOptions Quiet(TelemetryOptions telemetry) => new(GuardedTelemetry.Of(telemetry))
    {
        MeteringEnrichers = { new OperationEnricher() },
        SeverityProvider = static args => args.Event.Severity > ResilienceEventSeverity.Debug ? ResilienceEventSeverity.Debug : args.Event.Severity,
    };
}
