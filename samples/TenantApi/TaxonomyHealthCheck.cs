using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mixpeek.Taxonomies.Client;

namespace TenantApi;

/// <summary>Asks the service for one taxonomy, once and not for long. It tells whether the address, the key and the namespace are right.</summary>
internal sealed class TaxonomyHealthCheck(ITaxonomyClient client) : IHealthCheck
{
    private static readonly TaxonomyCallOptions Once = new() { Timeout = TimeSpan.FromSeconds(5), MaxRetries = 0 };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.WithOptions(Once).ListPagesAsync(new ListTaxonomiesRequest { Limit = 1 }, cancellationToken).FirstAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (TaxonomyRateLimitException throttled)
        {
            return HealthCheckResult.Degraded("The service answers, and throttles.", throttled);
        }
        catch (TaxonomyException failure)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, failure.Message, failure);
        }
    }
}
