using Microsoft.Extensions.DependencyInjection;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Points a client at an emulator.</summary>
public static class TaxonomyEmulatorExtensions
{
    /// <summary>Sends a client's requests to an emulator, with its key and namespace, over <c>http</c> also beyond loopback.</summary>
    /// <param name="builder">What <c>AddTaxonomyClient</c> returned.</param>
    /// <param name="emulator">The emulator.</param>
    public static IHttpClientBuilder UseEmulator(this IHttpClientBuilder builder, TaxonomyEmulator emulator)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        return builder.ConfigureTaxonomyClient(options =>
        {
            emulator.ConfigureClient(options);
            options.CredentialProvider = new FixedCredentials(emulator.ApiKey);
        });
    }
}
