using System.Diagnostics;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The span of a call, with an event for whatever it goes through. There is none while nobody listens, and what listens may fail.</summary>
internal static class CallSpan
{
    public const string AttemptEvent = "attempt";
    public const string WaitEvent = "wait";
    public const string LookUpEvent = "look_up";
    public const string RecoveryEvent = "recovery";

    private static readonly ActivitySource? Source = Guard.Run<string, ActivitySource?>(
        TaxonomyTelemetry.ActivitySourceName, static name => new ActivitySource(name, ProductVersion.Text), null);

    public static Activity? Start(CallRecord call)
    {
        if (Source?.HasListeners() != true)
            return null;
        var outer = Activity.Current;
        var span = Guard.Run((Source, call), static begun => begun.Source.StartActivity(begun.call.Operation.Name, ActivityKind.Client, default(ActivityContext), TagsOf(begun.call)), null);
        if (span is null)
        {
            // One that a listener kept from starting may already be the current one.
            Activity.Current = outer;
        }

        return span;
    }

    public static void AttemptEnded(Activity span, TaxonomyAttempt attempt) => Add(
        span,
        AttemptEvent,
        (TelemetryTags.Operation, attempt.Operation.Name),
        (TelemetryTags.AttemptNumber, attempt.Number),
        (TelemetryTags.StatusCode, (int?)attempt.StatusCode),
        (TelemetryTags.Reason, attempt.Failure),
        (TelemetryTags.RequestId, attempt.RequestId));

    public static void Waits(Activity span, TaxonomyOperation operation, string cause, TimeSpan? duration) => Add(
        span,
        WaitEvent,
        (TelemetryTags.Operation, operation.Name),
        (TelemetryTags.WaitCause, cause),
        (TelemetryTags.WaitDuration, duration?.TotalSeconds));

    public static void LooksUp(Activity span, string? reason) => Add(span, LookUpEvent, (TelemetryTags.Reason, reason));

    public static void End(Activity span, CallRecord call, Exception? failure)
    {
        if (span.IsAllDataRequested)
            Describe(span, call, failure);
        Guard.Run(span, static ended => ended.Dispose());
    }

    private static void Describe(Activity span, CallRecord call, Exception? failure)
    {
        if (call.IsRecovered)
            Add(span, RecoveryEvent);
        if (call.LastOwnAttempt?.StatusCode is { } status)
            span.SetTag(TelemetryTags.StatusCode, (int)status);
        if (call.Attempts.Count(attempt => attempt.Operation == call.Operation) is > 1 and var sent)
            span.SetTag(TelemetryTags.ResendCount, sent - 1);
        if (failure is not null)
            span.SetTag(TelemetryTags.ErrorType, TelemetryTags.KindOf(failure));
        if (failure is not (null or OperationCanceledException))
            span.SetStatus(ActivityStatusCode.Error, call.Options.Secrets.Apply(failure.Message));
    }

    /// <summary>What is known before anything is sent, and so to samplers.</summary>
    private static ActivityTagsCollection TagsOf(CallRecord call) => Known(
        (TelemetryTags.Method, call.Operation.Method.Method),
        (TelemetryTags.UrlTemplate, call.Operation.Route),
        (TelemetryTags.ServerAddress, call.Options.BaseAddress.Host),
        (TelemetryTags.ServerPort, call.Options.BaseAddress.Port),
        (TelemetryTags.Namespace, call.Namespace));

    private static void Add(Activity span, string name, params ReadOnlySpan<(string Name, object? Value)> tags) =>
        span.AddEvent(new ActivityEvent(name, tags: Known(tags)));

    private static ActivityTagsCollection Known(params ReadOnlySpan<(string Name, object? Value)> tags)
    {
        var known = new ActivityTagsCollection();
        foreach (var (tag, value) in tags)
        {
            if (value is not null)
                known.Add(tag, value);
        }

        return known;
    }
}
