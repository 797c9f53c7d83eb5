using Mixpeek.Taxonomies.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Changes a client that was added before.</summary>
public static class TaxonomyClientHttpClientBuilderExtensions
{
    /// <summary>Sets options of the client that this builder belongs to, after those that were set before.</summary>
    /// <param name="builder">What <c>AddTaxonomyClient</c> returned.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentException">The builder belongs to another client.</exception>
    public static IHttpClientBuilder ConfigureTaxonomyClient(
        this IHttpClientBuilder builder, Action<TaxonomyClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var name = ClientNames.OptionsOf(builder.Name)
            ?? throw new ArgumentException("The builder belongs to no client that AddTaxonomyClient added.", nameof(builder));
        builder.Services.Configure(name, configure);
        return builder;
    }
}
