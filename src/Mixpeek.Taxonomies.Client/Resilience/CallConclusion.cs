using System.Globalization;
using Polly.Timeout;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The one exception that a failed call ends in.</summary>
internal static class CallConclusion
{
    public static Exception Of(CallState state, Exception failure)
    {
        var reason = Reason(state, failure);
        return state.Judge(failure).IsOutcomeUnknown ? Unknown(state, reason) : reason;
    }

    private static Exception Reason(CallState state, Exception failure)
    {
        if (failure is not TimeoutRejectedException)
            return failure;
        if (!state.IsTotalTimedOut)
            return state.LastFailure!;
        var seconds = state.TotalTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var after = state.Attempts.Count > 1 ? $", in {state.Attempts.Count} attempts" : "";
        return new TaxonomyTimeoutException(
            $"{state.Request.Operation.Name} did not end within {seconds} s (TotalTimeout){after}.",
            state.TotalTimeout,
            state.LastFailure ?? failure)
        {
            Operation = state.Request.Operation,
        };
    }

    private static TaxonomyOutcomeUnknownException Unknown(CallState state, Exception reason)
    {
        var name = state.Request.CreatedName;
        var advice = name is null ? "" : $" Look for '{HeaderText.Printable(name)}' before you try again.";
        return new TaxonomyOutcomeUnknownException(
            $"{state.Request.Operation.Name} was sent, and whether it took effect is not known: {reason.Message}{advice}", name, reason)
        {
            Operation = state.Request.Operation,
        };
    }
}
