using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mixpeek.Taxonomies.Client;
using Polly.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the client to a container.</summary>
public static class TaxonomyClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="ITaxonomyClient"/> as a singleton whose options come from the environment variables
    /// <c>MIXPEEK_API_KEY</c>, <c>MIXPEEK_NAMESPACE</c>, <c>MIXPEEK_BASE_URL</c> and <c>MIXPEEK_ALLOW_INSECURE_HTTP</c>.
    /// The options are validated when the host starts.
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
        AddHandlers(builder, name);
        AddClients(services, name);
        return builder;
    }

    private static void AddOptions(IServiceCollection services, string name)
    {
        services.AddOptions<TaxonomyClientOptions>(name).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<TaxonomyClientOptions>>(
            provider => new TaxonomyOptionsFromServices(provider, name));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TaxonomyClientOptions>, TaxonomyOptionsValidator>());
    }

    /// <summary>What every request passes, from the outside in; what is chained on the builder comes after it.</summary>
    private static void AddHandlers(IHttpClientBuilder builder, string name) => builder
        .RemoveAllLoggers()
        .RedactLoggedHeaders(static _ => true)
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigureHttpClient((provider, http) =>
        {
            TransportHandlers.Configure(http);
            http.BaseAddress = OptionsOf(provider, name).Current.BaseAddress;
        })
        .ConfigurePrimaryHttpMessageHandler(TransportHandlers.CreatePrimary)
        .ConfigureAdditionalHttpMessageHandlers((handlers, provider) => RemoveResilienceHandlers(handlers, OptionsOf(provider, name).Current))
        .AddRequestPipeline(name)
        .AddHttpMessageHandler(provider => new TaxonomyHeadersHandler(OptionsOf(provider, name)))
        .AddHttpMessageHandler(provider => new ResponseBodyHandler(DiagnosticsOf(provider)));

    private static IHttpClientBuilder AddRequestPipeline(this IHttpClientBuilder builder, string name)
    {
        builder.AddResilienceHandler(RequestPipeline.Name, (pipeline, context) => RequestPipeline.Configure(
            pipeline,
            OptionsOf(context.ServiceProvider, name),
            DiagnosticsOf(context.ServiceProvider),
            context.ServiceProvider.GetRequiredService<IOptions<TelemetryOptions>>().Value));
        return builder;
    }

    /// <summary>Takes off what the application puts on every client: it would repeat what creates something, and knows nothing of names.</summary>
    private static void RemoveResilienceHandlers(IList<DelegatingHandler> handlers, TaxonomyClientOptions options)
    {
        for (var i = handlers.Count - 1; i >= 0 && !options.KeepDefaultResilienceHandlers; i--)
        {
            if (handlers[i] is ResilienceHandler)
                handlers.RemoveAt(i);
        }
    }

    private static void AddClients(IServiceCollection services, string name)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, InsecureAddressFilter>());
        services.TryAddSingleton(static provider => new CallDiagnostics(
            provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<IMeterFactory>()));
        services.AddKeyedSingleton(name, (provider, _) => new OptionsInForce(ReaderOf(provider, name), DiagnosticsOf(provider).Log));
        if (name == Options.Options.DefaultName)
        {
            services.TryAddSingleton<ITaxonomyClient>(provider => Create(provider, name));
            services.TryAddTransient(provider => ApisOf(provider, name).Taxonomies);
            services.TryAddTransient(provider => ApisOf(provider, name).Templates);
            services.TryAddTransient(provider => ApisOf(provider, name).Analytics);
        }
        else
        {
            services.TryAddKeyedSingleton<ITaxonomyClient>(name, (provider, _) => Create(provider, name));
            services.TryAddKeyedTransient(name, (provider, _) => ApisOf(provider, name).Taxonomies);
            services.TryAddKeyedTransient(name, (provider, _) => ApisOf(provider, name).Templates);
            services.TryAddKeyedTransient(name, (provider, _) => ApisOf(provider, name).Analytics);
        }
    }

    private static TaxonomyClient Create(IServiceProvider provider, string name) =>
        new(OptionsOf(provider, name), ConnectorOf(provider, name), DiagnosticsOf(provider));

    private static TaxonomyApis ApisOf(IServiceProvider provider, string name) => new(ConnectorOf(provider, name)());

    private static Func<HttpClient> ConnectorOf(IServiceProvider provider, string name)
    {
        var httpName = ClientNames.HttpClientOf(name);
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(httpName);
        if (TransportHandlers.FollowsRedirects(handler))
            throw new InvalidOperationException($"The primary handler of the taxonomy client {TransportHandlers.RedirectFault}.");
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        return () => factory.CreateClient(httpName);
    }

    private static OptionsInForce OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredKeyedService<OptionsInForce>(name);

    private static Func<TaxonomyClientOptions> ReaderOf(IServiceProvider provider, string name)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<TaxonomyClientOptions>>();
        return () => monitor.Get(name);
    }

    private static CallDiagnostics DiagnosticsOf(IServiceProvider provider) => provider.GetRequiredService<CallDiagnostics>();

    /// <summary>Marks that a client of this name is there, so that a second call only adds to its options.</summary>
    private sealed class ClientRegistration;
}
