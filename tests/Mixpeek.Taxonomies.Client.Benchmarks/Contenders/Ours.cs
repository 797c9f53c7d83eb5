using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>This client.</summary>
internal sealed class Ours(ITaxonomyClient client) : Contender
{
    public static Ours ByCreate(HttpMessageHandler handler) => new(TaxonomyClient.Create(Options(), handler));

    public static Ours ByCreate(HttpMessageHandler handler, Uri address)
    {
        var options = Options();
        options.BaseAddress = address;
        return new Ours(TaxonomyClient.Create(options, handler));
    }

    /// <summary>With a logger that takes what is at Information or above, which an ordinary call writes nothing of.</summary>
    public static Ours WithLogger(HttpMessageHandler handler) => WithLogger(handler, LogLevel.Information);

    /// <summary>With a logger that takes everything and writes its text nowhere.</summary>
    public static Ours WithDebugLogger(HttpMessageHandler handler) => WithLogger(handler, LogLevel.Debug);

    public static Ours ThroughContainer(HttpMessageHandler handler) => ThroughContainer(handler, new ServiceCollection());

    public static Ours ThroughContainerWithLogger(HttpMessageHandler handler) =>
        ThroughContainer(handler, new ServiceCollection().AddLogging(static logging => logging.AddProvider(new SilentLogger(LogLevel.Information))));

    public override async Task<object> CloneAsync() => await client.CloneAsync(Source, new CloneTaxonomyRequest { TaxonomyName = "product_tags_v2" }).ConfigureAwait(false);

    public override async Task<object> UpdateAsync() => await client.UpdateAsync(Source, new UpdateTaxonomyRequest { Description = "new" }).ConfigureAwait(false);

    public override async Task<object> GetAsync() => await client.GetAsync(Source).ConfigureAwait(false);

    public override async Task<object> ListAsync()
    {
        await foreach (var page in client.ListPagesAsync(new ListTaxonomiesRequest { Limit = 100 }).ConfigureAwait(false))
            return page;
        throw new InvalidOperationException("There is no page.");
    }

    /// <summary>Reads this many pages, one after another; <paramref name="after"/> is called after each of them.</summary>
    public async Task StreamAsync(int pages, Action<TaxonomyPage> after)
    {
        var read = 0;
        await foreach (var page in client.ListPagesAsync(new ListTaxonomiesRequest { Limit = 100 }).ConfigureAwait(false))
        {
            after(page);
            if (++read == pages)
                return;
        }
    }

    private static Ours WithLogger(HttpMessageHandler handler, LogLevel least) => new(TaxonomyClient.Create(
        Options(), handler, LoggerFactory.Create(logging => logging.SetMinimumLevel(least).AddProvider(new SilentLogger(least)))));

    private static Ours ThroughContainer(HttpMessageHandler handler, IServiceCollection services)
    {
        services.AddTaxonomyClient(static options => (options.ApiKey, options.Namespace) = (ApiKey, Namespace)).ConfigurePrimaryHttpMessageHandler(() => handler);
        return new Ours(services.BuildServiceProvider().GetRequiredService<ITaxonomyClient>());
    }

    private static TaxonomyClientOptions Options() => new() { ApiKey = ApiKey, Namespace = Namespace, BaseAddress = Address };

    private sealed class SilentLogger(LogLevel least) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _ = formatter(state, exception);

        public void Dispose()
        {
        }
    }
}
