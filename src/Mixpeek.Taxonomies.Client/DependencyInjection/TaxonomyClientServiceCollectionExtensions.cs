using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mixpeek.Taxonomies.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the client to a container.</summary>
public static class TaxonomyClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="ITaxonomyClient"/> as a singleton whose options come from the environment variables
    /// <c>MIXPEEK_API_KEY</c>, <c>MIXPEEK_NAMESPACE</c> and <c>MIXPEEK_BASE_URL</c>. The options are validated when the
    /// host starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The builder of the client's <see cref="HttpClient"/>, to chain handlers on.</returns>
    public static IHttpClientBuilder AddTaxonomyClient(this IServiceCollection services) =>
        Add(services, Options.Options.DefaultName);

    /// <inheritdoc cref="AddTaxonomyClient(IServiceCollection)"/>
    /// <summary>
    /// Adds an <see cref="ITaxonomyClient"/> as a singleton, and sets its options. What the action leaves alone comes
    /// from the environment. The options are validated when the host starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IHttpClientBuilder AddTaxonomyClient(
        this IServiceCollection services, Action<TaxonomyClientOptions> configure) =>
        Add(services, Options.Options.DefaultName, configure);

    /// <inheritdoc cref="AddTaxonomyClient(IServiceCollection)"/>
    /// <summary>
    /// Adds an <see cref="ITaxonomyClient"/> as a singleton, and binds its options to a section, which it follows when
    /// the section is reloaded. What the section leaves out comes from the environment. The options are validated when
    /// the host starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, with the names of <see cref="TaxonomyClientOptions"/> as its keys.</param>
    public static IHttpClientBuilder AddTaxonomyClient(this IServiceCollection services, IConfiguration section) =>
        Add(services, Options.Options.DefaultName, section);

    /// <inheritdoc cref="AddTaxonomyClient(IServiceCollection)"/>
    /// <summary>
    /// Adds an <see cref="ITaxonomyClient"/> as a keyed singleton: inject it with <c>[FromKeyedServices(name)]</c>. Its
    /// options come from the environment.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key of the client and the name of its options.</param>
    public static IHttpClientBuilder AddTaxonomyClient(this IServiceCollection services, string name) =>
        Add(services, Named(name));

    /// <inheritdoc cref="AddTaxonomyClient(IServiceCollection, Action{TaxonomyClientOptions})"/>
    /// <param name="services">The services.</param>
    /// <param name="name">The key of the client, for <c>[FromKeyedServices(name)]</c>, and the name of its options.</param>
    /// <param name="configure">Sets the options.</param>
    public static IHttpClientBuilder AddTaxonomyClient(
        this IServiceCollection services, string name, Action<TaxonomyClientOptions> configure) =>
        Add(services, Named(name), configure);

    /// <inheritdoc cref="AddTaxonomyClient(IServiceCollection, IConfiguration)"/>
    /// <param name="services">The services.</param>
    /// <param name="name">The key of the client, for <c>[FromKeyedServices(name)]</c>, and the name of its options.</param>
    /// <param name="section">The section, with the names of <see cref="TaxonomyClientOptions"/> as its keys.</param>
    public static IHttpClientBuilder AddTaxonomyClient(
        this IServiceCollection services, string name, IConfiguration section) =>
        Add(services, Named(name), section);

    private static string Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string name, Action<TaxonomyClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = Add(services, name);
        services.Configure(name, configure);
        return builder;
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = Add(services, name);
        services.AddSingleton<IOptionsChangeTokenSource<TaxonomyClientOptions>>(
            new ConfigurationChangeTokenSource<TaxonomyClientOptions>(name, section));
        services.Configure<TaxonomyClientOptions>(name, options => TaxonomyOptionsBinder.Bind(section, options));
        return builder;
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = services.AddHttpClient(ClientNames.HttpClientOf(name));
        if (services.Any(service => service.ServiceType == typeof(ClientRegistration) && Equals(service.ServiceKey, name)))
            return builder;
        services.AddKeyedSingleton(name, new ClientRegistration());
        AddOptions(services, name);
        AddConnections(builder, name);
        if (name == Options.Options.DefaultName)
            services.TryAddSingleton<ITaxonomyClient>(provider => Create(provider, name));
        else
            services.TryAddKeyedSingleton<ITaxonomyClient>(name, (provider, _) => Create(provider, name));
        return builder;
    }

    private static void AddOptions(IServiceCollection services, string name)
    {
        services.AddOptions<TaxonomyClientOptions>(name).ValidateOnStart();
        services.Configure<TaxonomyClientOptions>(name, static options => options.UseEnvironment(Environment.GetEnvironmentVariable));
        services.AddSingleton<IPostConfigureOptions<TaxonomyClientOptions>>(
            provider => new TaxonomyOptionsFromServices(provider, name));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TaxonomyClientOptions>, TaxonomyOptionsValidator>());
    }

    private static void AddConnections(IHttpClientBuilder builder, string name) => builder
        .RemoveAllLoggers()
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigureHttpClient(TransportHandlers.Configure)
        .ConfigurePrimaryHttpMessageHandler(TransportHandlers.CreatePrimary)
        .AddHttpMessageHandler(provider => new TaxonomyHeadersHandler(OptionsOf(provider, name)));

    private static TaxonomyClient Create(IServiceProvider provider, string name)
    {
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ClientNames.HttpClientOf(name));
        if (TransportHandlers.FollowsRedirects(handler))
            throw new InvalidOperationException($"The primary handler of the taxonomy client {TransportHandlers.RedirectFault}.");
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientNames.HttpClientOf(name));
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger<TaxonomyClient>();
        return new TaxonomyClient(http, OptionsOf(provider, name), logger);
    }

    private static Func<TaxonomyClientOptions> OptionsOf(IServiceProvider provider, string name)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<TaxonomyClientOptions>>();
        return () => monitor.Get(name);
    }

    /// <summary>Marks that a client of this name is there, so that a second call only adds to its options.</summary>
    private sealed class ClientRegistration;
}
