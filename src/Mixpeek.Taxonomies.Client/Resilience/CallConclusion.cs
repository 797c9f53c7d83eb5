using System.Globalization;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The one exception that a failed call ends in.</summary>
internal static class CallConclusion
{
    public static Exception Of(CallPlan plan, Exception failure)
    {
        var reason = failure is TimeoutRejectedException ? TimedOut(plan, failure) : plan.Unsettled ?? failure;
        return plan.IsOutcomeUnknown(reason) ? Unknown(plan, reason) : reason;
    }

    private static TaxonomyTimeoutException TimedOut(CallPlan plan, Exception failure)
    {
        var state = plan.State;
        var seconds = state.TotalTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var after = state.Attempts.Count > 1 ? $", in {state.Attempts.Count} attempts" : "";
        return new TaxonomyTimeoutException(
            $"{state.Request.Operation.Name} did not end within {seconds} s (TotalTimeout){after}.",
            state.TotalTimeout,
            plan.Unsettled ?? state.LastFailure ?? failure)
        {
            Operation = state.Request.Operation,
        };
    }

    private static TaxonomyOutcomeUnknownException Unknown(CallPlan plan, Exception reason)
    {
        var operation = plan.State.Request.Operation;
        var name = plan.GivenName;
        return new TaxonomyOutcomeUnknownException(
            $"{operation.Name} was sent, and whether it took effect is not known: {reason.Message}{Seen(plan, name)}", name, reason)
        {
            Operation = operation,
            NameState = plan.NameState,
            LastSeen = plan.LastSeen,
        };
    }

    private static string Seen(CallPlan plan, string? name)
    {
        if (name is null)
            return "";
        var quoted = $"'{HeaderText.Printable(name)}'";
        return plan.NameState switch
        {
            TaxonomyNameState.Free => $" When last looked up, no taxonomy had the name {quoted}; look again before you try again.",
            TaxonomyNameState.Taken => $" The taxonomy {HeaderText.Printable(plan.LastSeen!.TaxonomyId)} has the name {quoted}, and whether this call made it can't be told.",
            _ when plan.Unsettled is not null && plan.State.LastFailure is { } failure && failure != plan.Unsettled =>
                $" Looking {quoted} up failed too: {failure.Message} Look for it before you try again.",
            _ => $" Look for {quoted} before you try again.",
        };
    }
}
