using System.Text;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A journal is for one run: another is refused, and what has changed is done again.</summary>
public sealed class BulkJournalTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    public static TheoryData<string, string> Foreign => new()
    {
        { "{\"key\":\"a\",\"result\":\"tax_a\"}\n", "is a journal of an earlier version, which does not say what it is for" },
        { "{\"journal\":2,\"purpose\":{\"verb\":\"run\"}}\n", "is a journal of version 2, which is not known" },
        { "{\"journal\":1,\"purpose\":{\"verb\":\"export\"}}\n", "is the journal of another run: its verb is 'export', and that of this run is 'run'" },
        { "{\"journal\":1,\"purpose\":{\"verb\":\"run\",\"mood\":7}}\n", "is the journal of another run: its mood is '7', and that of this run is not set" },
        { "{\"journal\":1}\n", "is no journal: line 1 is not one that a journal has" },
        { "notes\n", "is no journal: line 1" },
        { "notes", "is no journal: line 1" },
        { "{\"taxonomy_name\":\"t\"}\n", "is no journal: line 1" },
        { "{\"journal\":1,\"purpose\":{\"verb\":\"run\"}}\nnotes\n", "is no journal: line 2" },
        { "{\"journal\":1,\"purpose\":{\"verb\":\"run\"}}\n{\"key\":\"a\",\"key\":\"b\",\"input\":\"\",\"result\":\"c\"}\nnotes", "is no journal: line 3" },
        { "{\"journal\":1,\"purpose\":{\"verb\":\"run\"}}\n{\"key\":\"a\",\"input\":\"\",\"result\":1}\n", "is no journal: line 2" },
    };

    private TaxonomyBulkOptions Options => new() { JournalPath = Path.Combine(_folder, "journal.jsonl") };

    private string Exported => Path.Combine(_folder, "out");

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _client = TaxonomyClient.Create(_emulator.CreateClientOptions());
        _emulator.Store.Add("tags", Sample.FlatConfig);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Journal_of_another_folder_namespace_or_verb_is_refused_and_nothing_is_done()
    {
        _emulator.Store.AddNamespace("ns_other");
        var elsewhere = _client.WithOptions(new TaxonomyCallOptions { Namespace = "ns_other" });
        var file = (await _client.ExportManyAsync(["tags"], Exported, Options)).Single().Result!;
        var other = Path.Combine(_folder, "other");
        await Refused(() => _client.ExportManyAsync(["tags"], other, Options), $"its folder is '{Exported}', and that of this run is '{other}'");
        await Refused(() => elsewhere.ExportManyAsync(["tags"], Exported, Options), $"its namespace is '{_emulator.Namespace}', and that of this run is 'ns_other'");
        await Refused(() => _client.ImportManyAsync([file], options: Options), "its verb is 'export', and that of this run is 'import'");
        await Refused(() => _client.CloneManyAsync([new() { Taxonomy = "tags", NewName = "b" }], Options), "its verb is 'export'*");
        await Refused(() => _client.ExportManyAsync(["tags"], Exported, Options with { JournalPurpose = "nightly" }), "its purpose is not set, and that of this run is 'nightly'");
        using (var another = TaxonomyClient.Create(new TaxonomyClientOptions { ApiKey = _emulator.ApiKey, Namespace = _emulator.Namespace, BaseAddress = new Uri("https://staging.example.org") }))
            await Refused(() => another.ExportManyAsync(["tags"], Exported, Options), $"its base_address is '{_emulator.BaseAddress}', and that of this run is 'https://staging.example.org/'");
        File.Delete(Options.JournalPath!);
        (await _client.ImportManyAsync([file], options: Options)).Single().Failure.Should().BeNull();
        await Refused(() => elsewhere.ImportManyAsync([file], options: Options), "its namespace is *");
        _emulator.Store.In("ns_other").Should().BeEmpty();
        Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories).Should().Equal(file);
    }

    [Fact]
    public async Task Clone_and_export_that_are_done_stay_so_when_the_taxonomy_is_gone()
    {
        var clones = Options with { JournalPath = Path.Combine(_folder, "clones") };
        var exports = Options with { JournalPath = Path.Combine(_folder, "exports") };
        foreach (var isDone in new[] { false, true })
        {
            (await _client.CloneManyAsync([new() { Taxonomy = "tags", NewName = "b" }], clones)).Single().Should().Match<TaxonomyBulkItem>(item => item.Failure == null && item.WasDoneBefore == isDone);
            (await _client.ExportManyAsync(["tags"], $"{Exported}{(isDone ? "/" : "")}", exports)).Single().Should().Match<TaxonomyBulkItem>(item => item.Failure == null && item.WasDoneBefore == isDone);
            if (!isDone)
                await _client.DeleteAsync("tags");
        }
    }

    [Fact]
    public async Task Clone_whose_change_gives_no_valid_config_is_not_made()
    {
        foreach (var options in new[] { null, Options })
        {
            (await _client.CloneManyAsync([new() { Taxonomy = "tags", NewName = "b", Change = _ => null! }], options)).Single().Failure.Should().BeAssignableTo<ArgumentException>();
            (await _client.CloneManyAsync([new() { Taxonomy = "tags", NewName = "b", Change = config => config.WithRetriever(" ") }], options)).Single().Failure.Should().BeAssignableTo<ArgumentException>();
        }

        (await _client.TryGetAsync("b")).Should().BeNull();
    }

    [Fact]
    public void Journal_over_a_client_that_hides_its_address_needs_a_purpose()
    {
        var client = NSubstitute.Substitute.For<ITaxonomyClient>();
        FluentActions.Invoking(() => { _ = client.ExportManyAsync(["tags"], Exported, Options); }).Should().Throw<ArgumentException>().WithMessage("options.JournalPurpose must be set with a journal*");
        FluentActions.Invoking(() => { _ = client.ImportManyAsync(["a.json"], options: Options); }).Should().Throw<ArgumentException>().WithMessage("options.JournalPurpose *");
        FluentActions.Invoking(() => { _ = client.CloneManyAsync([new() { Taxonomy = "tags", NewName = "b" }], Options); }).Should().Throw<ArgumentException>().WithMessage("options.JournalPurpose *");
    }

    [Fact]
    public async Task Export_of_a_taxonomy_that_has_changed_is_done_again()
    {
        (await ExportAsync()).WasDoneBefore.Should().BeFalse();
        (await ExportAsync()).WasDoneBefore.Should().BeTrue();
        await _client.UpdateAsync("tags", new UpdateTaxonomyRequest { Description = "after" });
        var item = await ExportAsync();
        item.WasDoneBefore.Should().BeFalse();
        (await TaxonomyFile.ReadAsync(item.Result!)).Description.Should().Be("after");

        async Task<TaxonomyBulkItem> ExportAsync() => (await _client.ExportManyAsync(["tags"], Exported, Options)).Single();
    }

    [Fact]
    public async Task Clone_with_another_change_or_of_another_source_is_done_again()
    {
        _emulator.Store.Add("twin", Sample.FlatConfig);
        (await CloneAsync("tags", "ret_clip_v2")).Should().Match<TaxonomyBulkItem>(item => item.Failure == null && !item.WasDoneBefore);
        (await CloneAsync("tags", "ret_clip_v2")).WasDoneBefore.Should().BeTrue();
        (await CloneAsync("tags", "ret_clip_v3")).Failure.Should().BeOfType<TaxonomyMismatchException>("the name has a clone with another retriever");
        (await CloneAsync("twin", "ret_clip_v2")).Should().Match<TaxonomyBulkItem>(item => item.Failure == null && !item.WasDoneBefore);
        await _client.DeleteAsync("tags");
        _emulator.Store.Add("tags", Sample.FlatConfig with { SourceCollection = new SourceCollection { CollectionId = "col_new" } });
        (await CloneAsync("tags", "ret_clip_v2")).Failure.Should().BeOfType<TaxonomyMismatchException>("the source is another one");

        async Task<TaxonomyBulkItem> CloneAsync(string source, string retriever) =>
            (await _client.CloneManyAsync([new() { Taxonomy = source, NewName = "tags_v2", Change = config => config.WithRetriever(retriever) }], Options)).Single();
    }

    [Fact]
    public async Task File_that_has_changed_is_imported_again_and_so_is_one_with_another_map()
    {
        var file = Path.Combine(_folder, "a.json");
        var taxonomy = new Taxonomy { TaxonomyName = "a", Config = Sample.FlatConfig };
        await TaxonomyFile.WriteAsync(file, taxonomy);
        (await ImportAsync()).WasDoneBefore.Should().BeFalse();
        (await ImportAsync()).WasDoneBefore.Should().BeTrue();
        await TaxonomyFile.WriteAsync(file, taxonomy with { Metadata = new JsonObject { ["owner"] = "search" } });
        (await ImportAsync()).Should().Match<TaxonomyBulkItem>(item => item.Failure == null && !item.WasDoneBefore);
        _emulator.Store.Find("a")!.Metadata["owner"]!.GetValue<string>().Should().Be("search");
        (await ImportAsync()).WasDoneBefore.Should().BeTrue();
        var map = new TaxonomyIdMap
        {
            Retrievers = new Dictionary<string, string> { ["ret_clip_v1"] = "ret_other" },
            Collections = new Dictionary<string, string> { ["col_products_v1"] = "col_products_v1" },
        };
        (await _client.ImportManyAsync([file], map, Options)).Single().Failure.Should().BeOfType<TaxonomyMismatchException>("the map makes another taxonomy of it");

        async Task<TaxonomyBulkItem> ImportAsync() => (await _client.ImportManyAsync([file], options: Options)).Single();
    }

    [Fact]
    public async Task File_that_is_gone_is_exported_again()
    {
        var file = (await _client.ExportManyAsync(["tags"], Exported, Options)).Single().Result!;
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), Exported);
        (await _client.ExportManyAsync(["tags"], relative, Options)).Single().Should().Match<TaxonomyBulkItem>(item => item.WasDoneBefore && item.Result == Path.Combine(relative, "tags.json"));
        File.Delete(file);
        (await _client.ExportManyAsync(["tags"], Exported, Options)).Single().WasDoneBefore.Should().BeFalse();
        File.Exists(file).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task File_that_is_no_journal_of_this_run_is_refused_and_stays(string text, string fault)
    {
        await File.WriteAllTextAsync(Options.JournalPath!, text);
        var refused = await FluentActions.Awaiting(() => RunAsync("a")).Should().ThrowAsync<ArgumentException>();
        refused.Which.Message.Should().StartWith($"{Options.JournalPath} {fault}");
        (await File.ReadAllTextAsync(Options.JournalPath!)).Should().Be(text);
    }

    [Fact]
    public async Task Journal_that_is_no_text_is_refused_with_its_place()
    {
        await RunAsync("a");
        await File.AppendAllTextAsync(Options.JournalPath!, "{\"key\":\"\u00FC\"}\n", Encoding.Latin1);
        (await FluentActions.Awaiting(() => RunAsync("a")).Should().ThrowAsync<TaxonomySerializationException>()).Which.Message.Should().StartWith($"{Options.JournalPath}, line 3, column 9: has the byte 0xFC, ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"key\":\"b\",\"res")]
    [InlineData("{\"key\":\"b\",\"input\":\"\",\"result\":\"x\"")]
    [InlineData("{\"key\":\"b\",\"input\":\"\",\"result\":\"x\"\n")]
    [InlineData("\0\0\0\0\0")]
    [InlineData("{\"key\":\"b\"\0\0\0")]
    public async Task Line_that_was_not_finished_counts_for_nothing_and_spoils_no_other(string torn)
    {
        await RunAsync("a");
        await File.AppendAllTextAsync(Options.JournalPath!, torn);
        (await RunAsync("a", "b")).Select(item => item.WasDoneBefore).Should().Equal(true, false);
        (await RunAsync("a", "b")).Select(item => item.WasDoneBefore).Should().Equal(true, true);
    }

    [Fact]
    public async Task Header_that_was_not_finished_is_that_of_a_new_journal()
    {
        await RunAsync("a");
        var header = (await File.ReadAllLinesAsync(Options.JournalPath!))[0];
        for (var length = 0; length <= header.Length; length++)
        {
            await File.WriteAllTextAsync(Options.JournalPath!, header[..length]);
            (await RunAsync("a")).Single().WasDoneBefore.Should().BeFalse();
            (await RunAsync("a")).Single().WasDoneBefore.Should().BeTrue();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Journal_that_was_saved_in_another_encoding_is_read_and_goes_on(bool isUtf16)
    {
        await RunAsync("ü");
        var text = await File.ReadAllTextAsync(Options.JournalPath!);
        // With so many characters of three bytes the text is as long in UTF-16 as in UTF-8.
        var saved = With(With(0).Length + 2);
        await File.WriteAllTextAsync(Options.JournalPath!, saved, isUtf16 ? Encoding.Unicode : Encoding.UTF8);
        if (isUtf16)
            new FileInfo(Options.JournalPath!).Length.Should().Be(Encoding.UTF8.GetByteCount(saved));
        (await RunAsync("ü", "b")).Select(item => item.WasDoneBefore).Should().Equal(true, false);
        (await RunAsync("ü", "b")).Select(item => item.WasDoneBefore).Should().Equal(true, true);

        string With(int count) =>
            text.Replace("\n{", $"\n{{\"key\":\"{new string('品', count)}\",\"input\":\"\",\"result\":\"x\"}}\n{{", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_that_another_run_has_open_is_refused()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = TaxonomyBulk.RunAsync(
            ["a"],
            (_, _) =>
            {
                begun.SetResult();
                return end.Task;
            },
            Options);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await FluentActions.Awaiting(() => RunAsync("a")).Should().ThrowAsync<IOException>();
        end.SetResult("tax_a");
        (await first).Single().Result.Should().Be("tax_a");
        (await RunAsync("a")).Single().WasDoneBefore.Should().BeTrue();
    }

    private async Task Refused(Func<Task> run, string difference) =>
        (await FluentActions.Awaiting(run).Should().ThrowAsync<ArgumentException>()).WithMessage(
            $"{Options.JournalPath} is the journal of another run: {difference}. Use another journal, or delete this one to begin again.*");

    private Task<IReadOnlyList<TaxonomyBulkItem>> RunAsync(params string[] keys) => TaxonomyBulk.RunAsync(keys, (key, _) => Task.FromResult($"tax_{key}"), Options);
}
