using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>Refit as its README shows it.</summary>
internal sealed class UserRefit(IPlainApi api) : Contender
{
    private static readonly RefitSettings Generated = new(new SystemTextJsonContentSerializer(PlainJson.Default.Options));

    private static readonly RefitSettings Reflected = new(new SystemTextJsonContentSerializer(PlainJson.Reflected));

    /// <summary>Refit alone, with JSON by generated code.</summary>
    public static UserRefit Alone(HttpMessageHandler handler) => new(RestService.For<IPlainApi>(Http(handler), Generated));

    /// <summary>Through a container with the standard resilience handler, as one line adds each of them.</summary>
    public static UserRefit Resilient(HttpMessageHandler handler)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddRefitGeneratedClient<IPlainApi>(Reflected).ConfigureHttpClient(static http => Configure(http, Address)).ConfigurePrimaryHttpMessageHandler(() => handler).AddStandardResilienceHandler();
        return new UserRefit(services.BuildServiceProvider().GetRequiredService<IPlainApi>());
    }

    /// <summary>The same with everything set that costs less: JSON by generated code, and no logger of the factory's.</summary>
    public static UserRefit ResilientAtBest(HttpMessageHandler handler) => ResilientAtBest(handler, Address);

    public static UserRefit ResilientAtBest(HttpMessageHandler handler, Uri address)
    {
        var services = new ServiceCollection();
        services.AddRefitGeneratedClient<IPlainApi>(Generated).ConfigureHttpClient(http => Configure(http, address)).ConfigurePrimaryHttpMessageHandler(() => handler).RemoveAllLoggers().AddStandardResilienceHandler();
        return new UserRefit(services.BuildServiceProvider().GetRequiredService<IPlainApi>());
    }

    public override async Task<object> CloneAsync() => await api.CloneAsync(Source, new PlainCloneRequest { TaxonomyName = "product_tags_v2" }).ConfigureAwait(false);

    public override async Task<object> UpdateAsync() => await api.UpdateAsync(Source, new PlainUpdateRequest { Description = "new" }).ConfigureAwait(false);

    public override async Task<object> GetAsync() => await api.GetAsync(Source).ConfigureAwait(false);

    public override async Task<object> ListAsync() => await api.ListAsync(new PlainListRequest(), 100).ConfigureAwait(false);

    private static void Configure(HttpClient http, Uri address)
    {
        http.BaseAddress = address;
        SetHeaders(http);
    }
}
