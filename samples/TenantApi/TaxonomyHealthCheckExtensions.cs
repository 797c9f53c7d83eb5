using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mixpeek.Taxonomies.Client;

namespace TenantApi;

/// <summary>Adds the health check of a client.</summary>
internal static class TaxonomyHealthCheckExtensions
{
    /// <summary>Adds a check of the client that was added under a name.</summary>
    public static IHealthChecksBuilder AddTaxonomyClientHealthCheck(this IHealthChecksBuilder builder, string name) => builder.Add(new HealthCheckRegistration(
        $"taxonomies of {name}", provider => new TaxonomyHealthCheck(provider.GetRequiredKeyedService<ITaxonomyClient>(name)), failureStatus: null, tags: ["ready"]));
}
