// Clones a taxonomy with another retriever, updates the clone, reads it back, and shows two errors.
//
//   dotnet run --project samples/CloneTaxonomy
//       against an emulator in this process; needs no key and no network
//   dotnet run --project samples/CloneTaxonomy -- <taxonomy> [<retriever>]
//       with MIXPEEK_API_KEY and MIXPEEK_NAMESPACE set: against the service; the clone is deleted at the end
using System.Text.Json.Nodes;
using CloneTaxonomy;
using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

var usesService = Environment.GetEnvironmentVariable("MIXPEEK_API_KEY") is { Length: > 0 };
if (usesService && args.Length == 0)
{
    Console.Error.WriteLine("MIXPEEK_API_KEY is set, so this talks to the service: name the taxonomy to clone.");
    Console.Error.WriteLine("Usage: dotnet run --project samples/CloneTaxonomy -- <taxonomy> [<retriever>]");
    return 2;
}

await using var emulator = usesService ? null : await SampleData.StartEmulatorAsync();

var services = new ServiceCollection();
var builder = services.AddTaxonomyClient();
if (emulator is not null)
    builder.UseEmulator(emulator);
await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<ITaxonomyClient>();

var source = args.ElementAtOrDefault(0) ?? "product_tags";
var retriever = args.ElementAtOrDefault(1) ?? (usesService ? null : "ret_clip_v2");
string? cloneId = null;
try
{
    Report.Title(emulator is null ? "The Mixpeek service" : $"An emulator at {emulator.BaseAddress}");
    await foreach (var taxonomy in client.ListAsync())
        Report.Line(taxonomy.TaxonomyName, $"{taxonomy.TaxonomyId}  {taxonomy.Config.TaxonomyType}, version {taxonomy.Version}");

    Report.Title($"Clone {source}");
    var original = await client.GetAsync(source);
    var request = new CloneTaxonomyRequest { TaxonomyName = $"{original.TaxonomyName}_sample_{DateTime.UtcNow:yyyyMMddHHmmss}" };
    if (retriever is not null)
        request = request with { Config = WithRetriever(original.Config, retriever) };
    var cloned = await client.CloneAsync(source, request);
    cloneId = cloned.Taxonomy.TaxonomyId;
    Report.Line("source", $"{cloned.SourceTaxonomyId}  {original.TaxonomyName}");
    Report.Line("clone", $"{cloneId}  {cloned.Taxonomy.TaxonomyName}");

    Report.Title("Update the clone");
    await client.UpdateAsync(cloneId, new UpdateTaxonomyRequest
    {
        TaxonomyName = cloned.Taxonomy.TaxonomyName + "_v2",
        Metadata = new JsonObject { ["owner"] = "search-team", ["stage"] = "trial" },
    });
    var updated = await client.GetAsync(cloneId);
    Report.Line("name", updated.TaxonomyName);
    Report.Line("metadata", updated.Metadata.ToJsonString());
    Report.Line("version", $"{updated.Version}  (an update makes no new version)");

    Report.Title("What differs");
    Report.Differences(original, updated);

    Report.Title("Two errors");
    await Report.FailureAsync(() => client.GetAsync("no_such_taxonomy"));
    await Report.FailureAsync(() => client.CloneAsync(cloneId, new() { TaxonomyName = original.TaxonomyName }));
    return 0;
}
catch (TaxonomyException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
finally
{
    if (cloneId is not null)
        await client.DeleteAsync(cloneId);
}

static TaxonomyConfig WithRetriever(TaxonomyConfig config, string retriever) => config switch
{
    FlatTaxonomyConfig flat => flat with { RetrieverId = retriever },
    HierarchicalTaxonomyConfig hierarchy => hierarchy with { RetrieverId = retriever },
    _ => throw new TaxonomyException($"This sample does not know the type '{config.TaxonomyType}'."),
};
