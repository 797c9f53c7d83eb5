using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Mvc;
using Mixpeek.Taxonomies.Client;

namespace TenantApi;

/// <summary>
/// What a failed call to the service means for whoever called this API. The texts are this API's own: those of the
/// service are for the log, since they may name what is not the caller's to know.
/// </summary>
internal static class ServiceProblem
{
    public static ProblemDetails Of(TaxonomyException failure)
    {
        var (status, detail) = Meaning(failure);
        var problem = failure is TaxonomyValidationException invalid
            ? new HttpValidationProblemDetails(FaultsOf(invalid))
            : new ProblemDetails();
        problem.Status = status;
        problem.Detail = detail;
        if (failure is TaxonomyApiException { RequestId: { } id })
            problem.Extensions["requestId"] = id;
        return problem;
    }

    /// <summary>When to come back, in whole seconds; null where the service does not say.</summary>
    public static string? RetryAfter(TaxonomyException failure) => failure is TaxonomyApiException { RetryAfter: { } wait }
        ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)
        : null;

    private static (int Status, string Detail) Meaning(TaxonomyException failure) => failure switch
    {
        TaxonomyBadRequestException => (400, "The taxonomy can't be changed in this way."),
        TaxonomyNotFoundException => (404, "There is no such taxonomy."),
        TaxonomyConflictException => (409, "The name is taken."),
        TaxonomyMismatchException => (409, "A taxonomy of this name is there, and is another than was asked for."),
        TaxonomyValidationException => (422, "The taxonomy is not valid."),
        // A tenant's key is its own, and so is the quota.
        TaxonomyRateLimitException => (429, "Too many requests. Come back later."),
        TaxonomyServerException { StatusCode: HttpStatusCode.ServiceUnavailable } => (503, "The taxonomy service is not available. Come back later."),
        TaxonomyTimeoutException => (504, "The taxonomy service did not answer in time."),
        TaxonomyOutcomeUnknownException unknown => (
            unknown.InnerException is TaxonomyTimeoutException ? 504 : 502,
            $"The request was sent, and may have taken effect. {(unknown.TaxonomyName is { } name ? $"Look for '{name}'" : "Look")} before you try again."),
        // Among them a key that is refused: it is this program's, so the caller can't do anything about it.
        _ => (502, "The taxonomy service can't be used."),
    };

    private static Dictionary<string, string[]> FaultsOf(TaxonomyValidationException invalid) => invalid.ValidationErrors
        .GroupBy(fault => string.Join('.', fault.Location.Skip(fault.Location is ["body", ..] ? 1 : 0)), fault => fault.Message)
        .ToDictionary(faults => faults.Key, faults => faults.ToArray());
}
