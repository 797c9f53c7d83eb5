using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Mixpeek.Taxonomies.Emulator;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The code of the READMEs, so that it compiles; the tests beside it look for it here and run it.</summary>
internal static class Snippets
{
    public static void Register(HostBuilder builder)
    {
        builder.Services.AddTaxonomyClient(); // reads MIXPEEK_API_KEY and MIXPEEK_NAMESPACE
    }

    public static void Observe(IServiceCollection services)
    {
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(TaxonomyTelemetry.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(TaxonomyTelemetry.MeterName, "Polly"));
    }

    public static async Task<IReadOnlyList<double>> MeasureAsync(IServiceProvider provider, Func<Task> call)
    {
        using var durations = new MetricCollector<double>(provider.GetRequiredService<IMeterFactory>(), TaxonomyTelemetry.MeterName, TaxonomyTelemetry.DurationMetric);
        await call();
        return [.. durations.GetMeasurementSnapshot().Select(measured => measured.Value)];
    }

    public static async Task QuickstartAsync(ITaxonomyClient client)
    {
        var response = await client.CloneAsync("product_tags", "product_tags_v2", config => config.WithRetriever("ret_clip_v2"));
        var metadata = new JsonObject { ["owner"] = "search-team" };
        await client.UpdateAsync(response.Taxonomy.TaxonomyId, new UpdateTaxonomyRequest { Metadata = metadata });
    }

    public static async Task FurtherAsync(ITaxonomyClient client)
    {
        await client.CloneAsync("product_tags", new CloneTaxonomyRequest { TaxonomyName = "product_tags_v3", Description = "Trial" });

        var config = TaxonomyConfig.From("col_shoes", "ret_clip_v2", InputMapping.Vector("image_vector", "features.clip"));
        var shoes = await client.GetOrCreateAsync(new CreateTaxonomyRequest { TaxonomyName = "shoe_tags", Config = config });

        var ready = await client.WaitUntilReadyAsync("org_hierarchy", new TaxonomyWaitOptions { Timeout = TimeSpan.FromMinutes(5) });

        var promotion = await client.PromoteAsync("product_tags", "product_tags_v3");
        await client.RollBackAsync(promotion);

        var filter = TaxonomyFilter.Where("taxonomy_name", FilterOperator.StartsWith, "prod") & !TaxonomyFilter.Where("ready", false);
        await foreach (var taxonomy in client.ListAsync(new ListTaxonomiesRequest { Filters = filter }))
            Console.WriteLine(taxonomy.TaxonomyName);

        var audited = client.WithOptions(new TaxonomyCallOptions { OnCompleted = call => Console.WriteLine($"{call.Operation.Name} {call.StatusCode} {call.Elapsed}") });

        await audited.GetAsync(ready.TaxonomyId);
        await audited.DeleteAsync(shoes.TaxonomyId);
    }

    public static TaxonomyHierarchy DrawHierarchy(Taxonomy org)
    {
        var hierarchy = TaxonomyHierarchy.From((HierarchicalTaxonomyConfig)org.Config);
        foreach (var fault in hierarchy.Faults)
            Console.WriteLine(fault);
        Console.Write(hierarchy.ToText());
        return hierarchy;
    }

    public static async Task<(TaxonomyPlan Plan, Taxonomy Trial)> PlanAsync(ITaxonomyClient client, Taxonomy tags)
    {
        var plan = TaxonomyPlan.For(tags, tags with { Description = "Trial", Config = tags.Config.WithRetriever("ret_clip_v4") }, "product_tags_v4");
        Console.Write(plan.ToText());
        var trial = await plan.ApplyAsync(client);
        return (plan, trial);
    }

    public static Taxonomy KeepInFile(Taxonomy tags, string path)
    {
        File.WriteAllText(path, TaxonomyFile.Write(tags));
        var desired = TaxonomyFile.Read(File.ReadAllText(path), path);
        return desired;
    }

    public static async Task<TaxonomyPage> ApiAsync(ITaxonomiesApi taxonomies)
    {
        var page = await taxonomies.ListTaxonomiesAsync(new ListTaxonomiesRequest { Search = "product" }, limit: 100);
        return page;
    }

    public static void Configure(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTaxonomyClient();                                              // from the environment
        services.AddTaxonomyClient(options => options.Namespace = "production");   // in code
        services.AddTaxonomyClient(configuration.GetSection("Mixpeek"));           // from a section, reloaded with it
        services.AddTaxonomyClient("tenant-b", configuration.GetSection("B"));     // keyed: [FromKeyedServices("tenant-b")]
    }

    public static ITaxonomyClient View(ITaxonomyClient client)
    {
        var tenant = client.WithOptions(new TaxonomyCallOptions { Namespace = "tenant-b", Timeout = TimeSpan.FromSeconds(10) });
        return tenant;
    }

    public static void WithoutContainer()
    {
        using var client = TaxonomyClient.Create(TaxonomyClientOptions.FromEnvironment());
    }

    public static void ChainHandler(IServiceCollection services)
    {
        services.AddTaxonomyClient().AddHttpMessageHandler<AuditHandler>();
    }

    public static void LimitRate(IServiceCollection services)
    {
        var limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 60,
            TokensPerPeriod = 60,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 1000,
        });
        services.AddTaxonomyClient(options => options.RateLimiter = limiter);
    }

    public static async Task<Taxonomy> CloneOnceAsync(ITaxonomyClient client, CloneTaxonomyRequest request)
    {
        return await client.GetOrCloneAsync("product_tags", request);
    }

    public static async Task DisturbAsync(TaxonomyEmulator emulator, int seed)
    {
        emulator.Faults.AddAtRandom(0.3, new Random(seed), TaxonomyFault.DropAfterProcessing(), TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        await emulator.RestartAsync();
    }

    public static async Task<Taxonomy> TestingAsync(IServiceCollection services, TaxonomyConfig config, Func<ITaxonomyClient, Task<Taxonomy>> test)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        services.AddTaxonomyClient().UseEmulator(emulator);
        emulator.Store.Add("product_tags", config);
        emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "2"));
        await using var provider = services.BuildServiceProvider();
        return await test(provider.GetRequiredService<ITaxonomyClient>());
    }

    internal sealed record HostBuilder(IServiceCollection Services);

    internal sealed class AuditHandler : DelegatingHandler;
}
