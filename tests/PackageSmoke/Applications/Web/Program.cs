// Serves taxonomies, asks itself for one, and ends.
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

await using var emulator = await TaxonomyEmulator.StartAsync();
emulator.Store.Add("product_tags", TaxonomyConfig.From("col_products", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip")));

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddTaxonomyClient().UseEmulator(emulator);
await using var app = builder.Build();
app.MapGet("/taxonomies/{name}", async (string name, ITaxonomyClient client, CancellationToken cancellationToken) =>
{
    var taxonomy = await client.GetAsync(name, cancellationToken: cancellationToken);
    return $"{taxonomy.TaxonomyName} {((FlatTaxonomyConfig)taxonomy.Config).RetrieverId}";
});
await app.StartAsync();

using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
using var response = await http.GetAsync("taxonomies/product_tags");
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
await app.StopAsync();
