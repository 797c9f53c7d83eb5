using System.Net;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How an attempt ended: see <see cref="TaxonomyAttempt"/>.</summary>
internal readonly record struct AttemptEnd(
    HttpStatusCode? StatusCode, string? Failure, Exception? Fault = null, string? RequestId = null, string? DateText = null, TaxonomyRateLimit? RateLimit = null);
