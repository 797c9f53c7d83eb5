using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;
using Xunit;

public sealed class ThrottledTests
{
    [Fact]
    public async Task Deletion_is_repeated()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        emulator.Store.Add("product_tags", TaxonomyConfig.From("col_products", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip")));
        emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "0"));
        await using var services = new ServiceCollection().AddTaxonomyClient().UseEmulator(emulator).Services.BuildServiceProvider();

        await services.GetRequiredService<ITaxonomyClient>().DeleteAsync("product_tags", TestContext.Current.CancellationToken);

        Assert.Empty(emulator.Store.Taxonomies);
        Assert.Equal(2, emulator.Requests.Count);
    }
}
