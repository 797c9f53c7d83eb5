// Clones a taxonomy with another retriever, updates the clone, reads it back, and shows two errors.
//
//   dotnet run --project samples/CloneTaxonomy
//       against an emulator in this process; needs no key and no network
//   dotnet run --project samples/CloneTaxonomy -- <taxonomy> [<retriever>]
//       with MIXPEEK_API_KEY and MIXPEEK_NAMESPACE set: against the service; deletes only what it made
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
var suffix = usesService ? $"sample_{DateTime.UtcNow:yyyyMMddHHmmss}" : "v2";
var made = new List<string>();
try
{
    Report.Title(emulator is null ? "Taxonomies of the service" : $"Taxonomies of an emulator at {emulator.BaseAddress}");
    await foreach (var page in client.ListPagesAsync(new ListTaxonomiesRequest { Limit = 5 }))
    {
        foreach (var taxonomy in page.Results)
            Report.Line(taxonomy.TaxonomyName, $"{taxonomy.TaxonomyId}  {taxonomy.Config.TaxonomyType}, version {taxonomy.Version}");
        break;
    }

    Report.Title($"Clone {source}{(retriever is null ? "" : $" with the retriever {retriever}")}");
    var original = await client.GetAsync(source);
    var request = new CloneTaxonomyRequest { TaxonomyName = $"{original.TaxonomyName}_{suffix}" };
    if (retriever is not null)
        request = request with { Config = original.Config.WithoutInferred().WithRetriever(retriever) };
    var cloned = await client.CloneAsync(source, request);
    made.Add(cloned.Taxonomy.TaxonomyId);
    Report.Line("source", $"{cloned.SourceTaxonomyId}  {original.TaxonomyName}");
    Report.Line("clone", $"{cloned.Taxonomy.TaxonomyId}  {cloned.Taxonomy.TaxonomyName}");

    Report.Title("Update the clone's name and metadata, and read it back");
    await client.UpdateAsync(cloned.Taxonomy.TaxonomyId, new UpdateTaxonomyRequest
    {
        TaxonomyName = $"{cloned.Taxonomy.TaxonomyName}_trial",
        Metadata = new JsonObject { ["owner"] = "search-team", ["stage"] = "trial" },
    });
    var updated = await client.GetAsync(cloned.Taxonomy.TaxonomyId);
    Report.Line("name", updated.TaxonomyName);
    Report.Line("metadata", updated.Metadata.ToJsonString());

    Report.Title("What differs between source and clone");
    Report.Differences(original, updated);

    if (emulator is not null)
    {
        Report.Title("Clone once more, with the answer lost on its way back");
        emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        var recovered = await client.CloneAsync(source, request with { TaxonomyName = $"{original.TaxonomyName}_v3" });
        made.Add(recovered.Taxonomy.TaxonomyId);
        Report.Line("clone", $"{recovered.Taxonomy.TaxonomyId}  {recovered.Taxonomy.TaxonomyName}");
        Report.Line("outcome", $"{recovered.Outcome}: found by its name, not made twice");
    }

    Report.Title("Two errors");
    await Report.FailureAsync(() => client.GetAsync("no_such_taxonomy"));
    await Report.FailureAsync(async () =>
    {
        var duplicate = await client.CloneAsync(updated.TaxonomyId, new CloneTaxonomyRequest { TaxonomyName = original.TaxonomyName });
        made.Add(duplicate.Taxonomy.TaxonomyId);
    });
    return 0;
}
catch (TaxonomyException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
finally
{
    foreach (var id in made)
        await client.DeleteAsync(id);
}
