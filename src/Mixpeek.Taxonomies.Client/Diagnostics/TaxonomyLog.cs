using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Everything that the client logs; docs/logging.md lists it. No message has a key, a header or a body.</summary>
internal static partial class TaxonomyLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Operation} was answered with {Status} at attempt {Attempt}; request ID {RequestId}")]
    public static partial void Answered(this ILogger logger, string operation, int? status, int attempt, string? requestId);

    [LoggerMessage(2, LogLevel.Warning, "{Operation} failed at attempt {Attempt} ({Reason}); trying again in {Delay}")]
    public static partial void Retrying(this ILogger logger, string operation, int attempt, string? reason, TimeSpan delay);

    [LoggerMessage(3, LogLevel.Error, "{Operation} failed in {Attempts} attempts with {Exception}: {Reason}")]
    public static partial void Failed(this ILogger logger, string operation, int attempts, string exception, string reason);

    [LoggerMessage(4, LogLevel.Warning, "OnCompleted failed after {Operation}")]
    public static partial void CallbackFailed(this ILogger logger, Exception failure, string operation);

    [LoggerMessage(5, LogLevel.Information, "{Operation} is not known to have taken effect after attempt {Attempt} ({Reason}); looking its name up")]
    public static partial void LookingUp(this ILogger logger, string operation, int attempt, string? reason);

    [LoggerMessage(6, LogLevel.Error, "The changed options are not valid; those before stay in force: {Fault}")]
    public static partial void OptionsRefused(this ILogger logger, string fault);

    [LoggerMessage(7, LogLevel.Warning, "Giving a permit back to the rate limiter failed")]
    public static partial void PermitNotReturned(this ILogger logger, Exception failure);

    [LoggerMessage(8, LogLevel.Debug, "{Operation} failed at attempt {Attempt} ({Reason}); request ID {RequestId}")]
    public static partial void AttemptFailed(this ILogger logger, string operation, int attempt, string? reason, string? requestId);

    [LoggerMessage(9, LogLevel.Debug, "{Operation} is held back: {Cause}")]
    public static partial void Held(this ILogger logger, string operation, string cause);

    [LoggerMessage(10, LogLevel.Information, "{Operation} took effect although its answer was lost")]
    public static partial void Recovered(this ILogger logger, string operation);

    [LoggerMessage(11, LogLevel.Debug, "{Operation} found nothing")]
    public static partial void NotFound(this ILogger logger, string operation);

    [LoggerMessage(12, LogLevel.Debug, "{Operation} was cancelled by its caller after {Attempts} attempts")]
    public static partial void Cancelled(this ILogger logger, string operation, int attempts);

    [LoggerMessage(13, LogLevel.Warning, "The {List} ends at its page {Page} ({End}), although the service also says that it goes on ({More})")]
    public static partial void PagingContradicted(this ILogger logger, string list, int page, string end, string more);

    [LoggerMessage(14, LogLevel.Warning, "Requests and the API key are sent to {Host} over http, where others can read them: AllowInsecureHttp is on")]
    public static partial void InsecureHttp(this ILogger logger, string host);

    [LoggerMessage(15, LogLevel.Warning, "Answers are not compared with what was asked for: VerifyAnswers is off, which is for tests against contract mocks alone")]
    public static partial void AnswersNotVerified(this ILogger logger);
}
