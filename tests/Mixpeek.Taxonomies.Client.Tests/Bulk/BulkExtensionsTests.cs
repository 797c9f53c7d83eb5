using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Many taxonomies are cloned, exported and imported; a run that is killed is taken up, and makes nothing twice.</summary>
public sealed class BulkExtensionsTests : IAsyncLifetime
{
    private const int Count = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("bulk").FullName;
    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    public static TheoryData<string, int, bool> Kills
    {
        get
        {
            var data = new TheoryData<string, int, bool>();
            foreach (var verb in (string[])["clone", "export", "import"])
            {
                foreach (var request in (int[])[1, 3, 7, 11])
                {
                    data.Add(verb, request, true);
                    data.Add(verb, request, false);
                }
            }

            return data;
        }
    }

    private static string[] Names { get; } = [.. Enumerable.Range(0, Count).Select(i => $"tags_{i:00}")];

    private string Exported => Path.Combine(_folder, "taxonomies");

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { RequestsPerMinute = int.MaxValue });
        _client = Sample.ClientOf(_emulator, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task Run_that_was_killed_is_finished_by_the_next_one_and_nothing_is_made_twice(string verb, int request, bool hasJournal)
    {
        var options = new TaxonomyBulkOptions { MaxConcurrency = 3, JournalPath = hasJournal ? Path.Combine(_folder, "journal") : null };
        if (verb == "import")
        {
            foreach (var name in Names)
                await File.WriteAllTextAsync(Path.Combine(_folder, $"{name}.json"), TaxonomyFile.Write(TaxonomyOf(name)));
        }
        else
        {
            foreach (var name in Names)
                _emulator.Store.Add(name, Sample.FlatConfig, metadata: TaxonomyOf(name).Metadata);
        }

        using (var killed = new Killed(request))
        using (var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), killed))
            (await RunAsync(verb, client, options)).Should().Contain(item => item.Failure != null);
        var items = await RunAsync(verb, _client, options);

        items.Should().OnlyContain(item => item.Failure == null);
        items.Should().HaveCount(Count);
        switch (verb)
        {
            case "clone":
                _emulator.Store.Taxonomies.Should().HaveCount(2 * Count);
                items.Select(item => (item.Key, _emulator.Store.Find(item.Result!)!.TaxonomyName, ((FlatTaxonomyConfig)_emulator.Store.Find(item.Key)!.Config).RetrieverId))
                    .Should().Equal(Names.Select(name => ($"{name}_v2", $"{name}_v2", "ret_clip_v2")));
                break;
            case "import":
                _emulator.Store.Taxonomies.Select(taxonomy => taxonomy.TaxonomyName).Order().Should().Equal(Names);
                _emulator.Store.Taxonomies.Should().OnlyContain(taxonomy => taxonomy.Metadata["place"]!.ToString() == taxonomy.TaxonomyName);
                items.Select(item => _emulator.Store.Find(item.Result!)!.TaxonomyName).Should().Equal(Names);
                break;
            default:
                items.Select(item => item.Result).Should().Equal(Names.Select(name => Path.Combine(Exported, $"{name}.json")));
                Directory.GetFiles(Exported).Order().Should().Equal(items.Select(item => item.Result), "no file is left half written");
                TaxonomyFile.Read(await File.ReadAllTextAsync(items[3].Result!)).Metadata["place"]!.ToString().Should().Be(Names[3]);
                break;
        }

        var requests = _emulator.Requests.Count;
        (await RunAsync(verb, _client, options)).Should().OnlyContain(item => item.WasDoneBefore == hasJournal && item.Failure == null);
        _emulator.Requests.Skip(requests).Should().NotContain(sent => sent.Method != "GET");
        if (hasJournal)
            _emulator.Requests.Count.Should().Be(requests + (verb == "import" ? 0 : Count), "a file tells whether it has changed, and a taxonomy has to be read for that");
    }

    [Fact]
    public async Task Export_is_what_import_takes_in_another_namespace()
    {
        _emulator.Store.AddNamespace("ns_other");
        _emulator.Store.Add("product/tags: 1", Sample.FlatConfig, id: "tax_000000000001", description: "d", metadata: new JsonObject { ["a"] = 1 });
        _emulator.Store.Add("org", Sample.HierarchicalConfig);
        var exported = await _client.ExportManyAsync(["tax_000000000001", "org"], Exported);
        exported.Select(item => Path.GetFileName(item.Result)).Should().Equal("product%2Ftags%3A 1.json", "org.json");
        var map = new TaxonomyIdMap
        {
            Retrievers = new Dictionary<string, string> { ["ret_clip_v1"] = "ret_x", ["ret_face_v1"] = "ret_y" },
            Collections = new Dictionary<string, string> { ["col_products_v1"] = "col_x", ["col_employees_v1"] = "col_y", ["col_executives_v1"] = "col_z" },
        };
        var other = _client.WithOptions(new TaxonomyCallOptions { Namespace = "ns_other" });
        (await other.ImportManyAsync([exported[1].Result!], map)).Should().OnlyContain(item => item.Failure == null);
        var config = (HierarchicalTaxonomyConfig)_emulator.Store.Find("org", "ns_other")!.Config;
        config.HierarchicalNodes!.Select(node => node.CollectionId).Should().Equal("col_y", "col_z");
    }

    [Fact]
    public async Task What_is_given_twice_is_done_once()
    {
        var tags = _emulator.Store.Add("tags", Sample.FlatConfig);
        var clone = new TaxonomyBulkClone { Taxonomy = "tags", NewName = "tags_v2" };
        (await _client.CloneManyAsync([clone, clone with { }])).Should().ContainSingle().Which.Failure.Should().BeNull();

        var exported = await _client.ExportManyAsync([tags.TaxonomyId, "tags_v2", tags.TaxonomyId, "tags"], Exported);
        exported.Select(item => (item.Key, Path.GetFileName(item.Result))).Should().Equal((tags.TaxonomyId, "tags.json"), ("tags_v2", "tags_v2.json"), ("tags", "tags.json"));

        var (file, same) = (exported[0].Result!, Path.Combine(Exported, "..", Path.GetFileName(Exported), "tags.json"));
        (await _client.ImportManyAsync([file, same, file])).Select(item => (item.Key, item.Result)).Should().Equal((file, tags.TaxonomyId));
    }

    [Fact]
    public async Task One_that_was_deleted_meanwhile_is_a_failure_that_says_so()
    {
        var gone = _emulator.Store.Add("gone", Sample.FlatConfig).TaxonomyId;
        var there = _emulator.Store.Add("there", Sample.FlatConfig).TaxonomyId;
        await _client.DeleteAsync(gone);
        var items = await _client.ExportManyAsync([gone, there], Exported);
        items[0].Failure.Should().BeOfType<TaxonomyNotFoundException>().Which.Message.Should().Contain(gone);
        items[1].Failure.Should().BeNull();
    }

    [Fact]
    public async Task Metadata_of_another_is_not_overwritten_by_an_import()
    {
        _emulator.Store.Add("tags_00", Sample.FlatConfig, metadata: new JsonObject { ["owner"] = "search" });
        (await _client.Awaiting(client => client.ImportAsync(TaxonomyOf("tags_00"))).Should().ThrowAsync<TaxonomyMismatchException>()).Which.Message.Should().Contain("metadata.");
        (await _client.ImportAsync(TaxonomyOf("tags_00") with { Metadata = [] })).Metadata["owner"]!.ToString().Should().Be("search");
        _emulator.Requests.Should().NotContain(request => request.Method == "PATCH");
    }

    [Fact]
    public async Task One_that_is_missing_or_differs_stops_no_other()
    {
        _emulator.Store.Add("a", Sample.FlatConfig);
        _emulator.Store.Add("taken", Sample.FlatConfig with { RetrieverId = "ret_other" });
        var items = await _client.CloneManyAsync([new() { Taxonomy = "missing", NewName = "b" }, new() { Taxonomy = "a", NewName = "taken" }, new() { Taxonomy = "a", NewName = "c" }]);
        items.Select(item => item.Failure?.GetType()).Should().Equal(typeof(TaxonomyNotFoundException), typeof(TaxonomyMismatchException), null);
    }

    [Fact]
    public async Task What_makes_no_sense_is_named_before_anything_is_sent()
    {
        var (good, bad, twin) = (Path.Combine(_folder, "good.json"), Path.Combine(_folder, "bad.json"), Path.Combine(_folder, "twin.json"));
        await File.WriteAllTextAsync(good, TaxonomyFile.Write(TaxonomyOf("tags_00")));
        await File.WriteAllTextAsync(twin, TaxonomyFile.Write(TaxonomyOf("tags_00")));
        await File.WriteAllTextAsync(bad, "{\n\"config\": 1 ]");
        (await _client.Awaiting(client => client.ImportManyAsync([good, bad])).Should().ThrowAsync<TaxonomySerializationException>()).WithMessage($"{bad}, line 2: *");
        (await _client.Awaiting(client => client.ImportManyAsync([good, twin])).Should().ThrowAsync<ArgumentException>()).WithMessage($"{twin}: taxonomy_name is 'tags_00', as in {good}*");
        (await _client.Awaiting(client => client.ImportManyAsync([good], new TaxonomyIdMap())).Should().ThrowAsync<ArgumentException>()).WithMessage($"{good}: The map lacks the collection 'col_products_v1', the retriever 'ret_clip_v1'.*");
        await _client.Awaiting(client => client.ImportManyAsync([good, " "])).Should().ThrowAsync<ArgumentException>().WithMessage("files[1] *");
        await _client.Awaiting(client => client.CloneManyAsync([new() { Taxonomy = "a", NewName = "b" }, new() { Taxonomy = "c", NewName = "b" }])).Should().ThrowAsync<ArgumentException>().WithMessage("clones[1].NewName is 'b' once more*");
        await _client.Awaiting(client => client.CloneManyAsync([new() { Taxonomy = "a", NewName = "a" }])).Should().ThrowAsync<ArgumentException>().WithMessage("clones[0].NewName *");
        await _client.Awaiting(client => client.ExportManyAsync(["a", ".."], Exported)).Should().ThrowAsync<ArgumentException>().WithMessage("taxonomies[1] *");
        _emulator.Requests.Should().BeEmpty();
        Directory.Exists(Exported).Should().BeFalse();
    }

    private static Taxonomy TaxonomyOf(string name) => new() { TaxonomyName = name, Config = Sample.FlatConfig, Metadata = new JsonObject { ["place"] = name } };

    private Task<IReadOnlyList<TaxonomyBulkItem>> RunAsync(string verb, ITaxonomyClient client, TaxonomyBulkOptions options) => verb switch
    {
        "clone" => client.CloneManyAsync(Names.Select(name => new TaxonomyBulkClone { Taxonomy = name, NewName = $"{name}_v2", Change = config => config.WithRetriever("ret_clip_v2") }), options),
        "export" => client.ExportManyAsync(Names, Exported, options),
        _ => client.ImportManyAsync(Names.Select(name => Path.Combine(_folder, $"{name}.json")), options: options),
    };

    /// <summary>Lets a request be carried out and then answers nothing any more, as for a process that is gone.</summary>
    private sealed class Killed(int request) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        private int _requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _requests);
            if (number <= request)
            {
                var response = await base.SendAsync(message, CancellationToken.None);
                if (number < request)
                    return response;
                response.Dispose();
            }

            throw new InvalidOperationException("The process is gone.");
        }
    }
}
