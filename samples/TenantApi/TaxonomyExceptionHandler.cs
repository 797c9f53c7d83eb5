using Microsoft.AspNetCore.Diagnostics;
using Mixpeek.Taxonomies.Client;

namespace TenantApi;

/// <summary>Answers with problem details where a call to the service failed.</summary>
internal sealed partial class TaxonomyExceptionHandler(IProblemDetailsService problems, ILogger<TaxonomyExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not TaxonomyException failure)
            return false;
        var problem = ServiceProblem.Of(failure);
        var status = problem.Status!.Value;
        Log(logger, status >= 500 ? LogLevel.Error : LogLevel.Information, status, failure.Message);
        httpContext.Response.StatusCode = status;
        if (ServiceProblem.RetryAfter(failure) is { } wait)
            httpContext.Response.Headers.RetryAfter = wait;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    [LoggerMessage(EventId = 1, Message = "Answered {Status}: {Reason}")]
    private static partial void Log(ILogger logger, LogLevel level, int status, string reason);
}
