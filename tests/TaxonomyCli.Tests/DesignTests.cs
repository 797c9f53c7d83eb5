using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli.Tests;

/// <summary>What counts as the design of a taxonomy, from the command line.</summary>
public sealed class DesignTests : IAsyncLifetime
{
    private static readonly HierarchicalTaxonomyConfig Inferring = new()
    {
        RetrieverId = "ret_1",
        InferenceStrategy = HierarchyInferenceStrategy.Llm,
        InferenceCollections = ["col_a", "col_b"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("cli").FullName;
    private TaxonomyEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await TaxonomyEmulator.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Promotion_makes_no_difference_and_is_rolled_back_after_an_apply()
    {
        var old = _emulator.Store.Add("tags", Tool.Flat);
        _emulator.Store.Add("trial", Tool.Flat.WithRetriever("ret_2"), metadata: new() { ["owner"] = "search" });
        (await RunAsync("promote", "tags", "trial")).Should().Be(0);
        var file = Path.Combine(_folder, "tags.json");
        (await RunAsync("export", "tags", "--output", file)).Should().Be(0);
        (await File.ReadAllTextAsync(file)).Should().NotContain(TaxonomyPromotion.MetadataKey);
        (await RunAsync("diff", "tags", file)).Should().Be(0);
        (await RunAsync("plan", "tags", file)).Should().Be(0);
        (await RunAsync("import", file)).Should().Be(0);
        await TaxonomyFile.WriteAsync(file, _emulator.Store.Find("tags")! with { Metadata = new() { ["owner"] = "other" } });
        (await RunAsync("apply", "tags", file, "--yes")).Should().Be(0);
        _emulator.Store.Find("tags")!.Metadata["owner"]!.GetValue<string>().Should().Be("other");
        (await RunAsync("update", "tags", "--set", "a=1", "--unset", "owner")).Should().Be(0);
        (await RunAsync("rollback", "tags")).Should().Be(0);
        _emulator.Store.Find("tags")!.TaxonomyId.Should().Be(old.TaxonomyId);
    }

    [Fact]
    public async Task What_was_inferred_is_in_no_file_and_not_sent_with_a_clone()
    {
        _emulator.Store.Add("org", Inferring);
        _emulator.Store.CompleteInference("org");
        var file = Path.Combine(_folder, "org.json");
        (await RunAsync("export", "org", "--output", file)).Should().Be(0);
        (await File.ReadAllTextAsync(file)).Should().NotContain("hierarchical_nodes");
        (await RunAsync("diff", "org", file)).Should().Be(0);
        (await RunAsync("plan", "org", file)).Should().Be(0);
        (await RunAsync("clone", "org", "one", "--set-retriever", "ret_2")).Should().Be(0);
        (await RunAsync("clone", "--all", "--suffix", "_v2", "--set-retriever", "ret_2")).Should().Be(0);
        _emulator.Store.Find("one")!.Config.Should().Be(Inferring with { RetrieverId = "ret_2" });
        _emulator.Store.Find("org_v2")!.Config.Should().Be(Inferring with { RetrieverId = "ret_2" });
    }

    [Fact]
    public async Task Another_type_is_a_difference_and_a_clone()
    {
        _emulator.Store.Add("tags", Tool.Flat);
        var file = Path.Combine(_folder, "tags.json");
        await TaxonomyFile.WriteAsync(file, new Taxonomy { TaxonomyName = "tags", Config = Inferring });
        var (code, output, _) = await Tool.RunAsync(_emulator, ["diff", "tags", file]);
        (code, output.Split('\n')[0]).Should().Be((4, "~ config.taxonomy_type: flat -> hierarchical"));
        (await RunAsync("plan", "tags", file)).Should().Be(4);
        (await RunAsync("apply", "tags", file, "--yes", "--clone-name", "tags_v2")).Should().Be(0);
        _emulator.Store.Find("tags_v2")!.Config.Should().Be(Inferring);
    }

    private async Task<int> RunAsync(params string[] words) => (await Tool.RunAsync(_emulator, words)).Code;
}
