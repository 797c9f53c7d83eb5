using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Everything that the client logs. No message has a key, a header or a body.</summary>
internal static partial class TaxonomyLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Operation} was answered with {Status} at attempt {Attempt}; request ID {RequestId}")]
    public static partial void Answered(this ILogger logger, string operation, int status, int attempt, string? requestId);

    [LoggerMessage(2, LogLevel.Warning, "{Operation} failed at attempt {Attempt} ({Reason}); trying again in {Delay}")]
    public static partial void Retrying(this ILogger logger, string operation, int attempt, string? reason, TimeSpan delay);

    [LoggerMessage(3, LogLevel.Debug, "{Operation} failed after {Attempts} attempts with {Exception}")]
    public static partial void Failed(this ILogger logger, string operation, int attempts, string exception);

    [LoggerMessage(4, LogLevel.Warning, "OnCompleted failed after {Operation}")]
    public static partial void CallbackFailed(this ILogger logger, Exception failure, string operation);

    [LoggerMessage(5, LogLevel.Warning, "{Operation} is not known to have taken effect after attempt {Attempt} ({Reason}); looking its name up")]
    public static partial void LookingUp(this ILogger logger, string operation, int attempt, string? reason);

    [LoggerMessage(6, LogLevel.Error, "The changed options are not valid; those before stay in force: {Fault}")]
    public static partial void OptionsRefused(this ILogger logger, string fault);

    [LoggerMessage(7, LogLevel.Warning, "Giving a permit back to the rate limiter failed")]
    public static partial void PermitNotReturned(this ILogger logger, Exception failure);
}
