using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace PlanWorker;

/// <summary>An emulator that holds two taxonomies, and a folder of plans for three; a fourth file is broken.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private readonly TaxonomyEmulator _emulator;
    private readonly string _folder = Directory.CreateTempSubdirectory("plans-").FullName;

    private Demo(TaxonomyEmulator emulator) => _emulator = emulator;

    /// <summary>What otherwise stands in the configuration.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Mixpeek:BaseAddress", _emulator.BaseAddress.AbsoluteUri),
        new("Mixpeek:ApiKey", _emulator.ApiKey),
        new("Mixpeek:Namespace", _emulator.Namespace),
        new("Plans:Folder", _folder),
        new("Plans:Interval", "00:00:01"),
        new("Plans:Rounds", "2"),
        new("Logging:LogLevel:PlanWorker", "Debug"),
    ];

    public static async Task<Demo> StartAsync()
    {
        var demo = new Demo(await TaxonomyEmulator.StartAsync());
        var config = TaxonomyConfig.From("col_shoes", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip"));
        var shoes = demo._emulator.Store.Add("shoe_tags", config);
        var hats = demo._emulator.Store.Add("hat_tags", config with { SourceCollection = new SourceCollection { CollectionId = "col_hats" } });
        demo.Write("bags.json", TaxonomyFile.Write(new Taxonomy { TaxonomyName = "bag_tags", Config = config }));
        demo.Write("broken.json", "{ \"taxonomy_name\": \"belt_tags\", ");
        demo.Write("hats.json", TaxonomyFile.Write(hats with { Description = "Tags of hats", Metadata = new JsonObject { ["owner"] = "search-team" } }));
        demo.Write("shoes.json", TaxonomyFile.Write(shoes with { Config = config.WithRetriever("ret_clip_v2") }));
        return demo;
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
