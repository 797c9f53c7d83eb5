using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli.Tests;

/// <summary>The verbs that create, delete, try and measure, and what they say.</summary>
public sealed class VerbTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cli").FullName;
    private TaxonomyEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _emulator.Store.Add("tags", Tool.Flat, "Tags", id: "tax_tags00000001", metadata: new JsonObject { ["owner"] = "search" });
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Create_makes_a_taxonomy_with_its_metadata_and_fails_if_it_is_there()
    {
        var file = await WriteAsync("tags.json", TaxonomyFile.Write(_emulator.Store.Find("tags")!));
        var (code, output, _) = await RunAsync("create", file, "--name", "copy");
        var made = _emulator.Store.Find("copy")!;
        (code, made.Description, made.Metadata["owner"]!.GetValue<string>()).Should().Be((0, "Tags", "search"));
        output.Should().StartWith($"copy is {made.TaxonomyId}");
        var (again, nothing, errors) = await RunAsync("create", file);
        (again, nothing).Should().Be((1, ""));
        errors.Should().Contain("already exists");
        _emulator.Store.Taxonomies.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("y", 0, 0)]
    [InlineData(" YES ", 0, 0)]
    [InlineData("n", 1, 1)]
    [InlineData("", 1, 1)]
    [InlineData(null, 1, 1)]
    public async Task Delete_asks_in_a_terminal(string? answer, int exitCode, int left)
    {
        var asked = "";
        var (code, _, _) = await Tool.RunAsync(_emulator, ["delete", "tags"], terminal => terminal with
        {
            Ask = (question, _) =>
            {
                asked = question;
                return Task.FromResult(answer);
            },
        });
        (code, asked).Should().Be((exitCode, "Delete tags (tax_tags00000001)? [y/N] "));
        _emulator.Store.Taxonomies.Should().HaveCount(left);
    }

    [Fact]
    public async Task Delete_elsewhere_needs_yes()
    {
        var (code, _, errors) = await RunAsync("delete", "tags");
        code.Should().Be(2);
        errors.Should().Contain("--yes");
        _emulator.Requests.Count.Should().Be(0);
        (await RunAsync("delete", "tags", "--yes")).Should().Be((0, $"Deleted tags (tax_tags00000001).{Environment.NewLine}", ""));
        _emulator.Store.Taxonomies.Should().BeEmpty();
    }

    [Fact]
    public async Task Versions_are_listed_by_name()
    {
        var (code, output, _) = await RunAsync("--json", "versions", "tags");
        code.Should().Be(0);
        JsonDocument.Parse(output).RootElement.EnumerateArray().Select(version => version.GetProperty("version").GetInt32()).Should().Equal(1);
        (await RunAsync("versions", "tags")).Output.Should().Contain("ret_1");
    }

    [Theory]
    [InlineData("""[{"features":{"clip":[1,0]}},{"features":{"clip":[0,1]}}]""")]
    [InlineData("{\"features\":{\"clip\":[1,0]}}\n\n{\"features\":{\"clip\":[0,1]}}\n")]
    public async Task Execute_shows_what_each_document_gets(string documents)
    {
        _emulator.Store.Collections.Add("col_1", new JsonObject { ["features"] = new JsonObject { ["clip"] = new JsonArray(1, 0) }, ["label"] = "shoes" });
        var file = await WriteAsync("documents.json", documents);
        (await RunAsync("execute", "tags", "--documents", file)).Should().Be((
            0, "document 1\n  label: \"shoes\"\ndocument 2\n  nothing\n".ReplaceLineEndings(), $"2 of 2 documents processed.{Environment.NewLine}"));
        var (_, json, _) = await RunAsync("--json", "execute", "tags", "--documents", file);
        JsonDocument.Parse(json).RootElement.GetProperty("results").EnumerateArray().Select(result => result.TryGetProperty("label", out _)).Should().Equal(true, false);
    }

    [Fact]
    public async Task Execute_sends_more_documents_than_a_request_takes()
    {
        var file = await WriteAsync("documents.json", $"[{string.Join(',', Enumerable.Range(0, 12).Select(i => $$"""{"id":{{i}}}"""))}]");
        var (code, output, _) = await RunAsync("--json", "execute", "tags", "--documents", file);
        code.Should().Be(0);
        JsonDocument.Parse(output).RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetInt32()).Should().Equal(Enumerable.Range(0, 12));
    }

    [Theory]
    [InlineData("[1]", "item 1: a document is an object")]
    [InlineData("{}\n{", "line 2: the line is not JSON")]
    [InlineData("[]", "there is no document")]
    [InlineData("", "there is no document")]
    [InlineData("\u00ff", "is not UTF-8")]
    public async Task File_that_has_no_documents_is_named(string text, string said)
    {
        var file = Path.Combine(_folder, "documents.json");
        await File.WriteAllBytesAsync(file, System.Text.Encoding.Latin1.GetBytes(text));
        var (code, output, errors) = await RunAsync("execute", "tags", "--documents", file);
        (code, output).Should().Be((1, ""));
        errors.Should().StartWith(file).And.Contain(said);
        _emulator.Requests.Count.Should().Be(0);
    }

    [Fact]
    public async Task Analytics_are_found_by_name()
    {
        _emulator.Store.Assignments.Add(new TaxonomyAssignment { TaxonomyId = "tax_tags00000001", CollectionId = "c", SequenceId = "s", Label = "shoes", Confidence = 0.9, At = DateTimeOffset.UtcNow, Succeeded = true });
        (await RunAsync("analytics", "tags")).Output.Should().Contain("Labels").And.Contain("shoes").And.Contain("100 %").And.Contain("Enrichments");
        var (_, json, _) = await RunAsync("--json", "analytics", "tags");
        JsonDocument.Parse(json).RootElement.EnumerateObject().Select(member => member.Name).Should().Equal("taxonomy_id", "labels", "confidence", "assignments", "enrichments");
    }

    [Fact]
    public async Task Two_files_are_compared_without_a_key()
    {
        var before = await WriteAsync("a.json", TaxonomyFile.Write(_emulator.Store.Find("tags")!));
        var after = await WriteAsync("b.json", TaxonomyFile.Write(_emulator.Store.Find("tags")! with { Description = "Shoes" }));
        (await Tool.RunAsync(null, ["diff", before, after])).Should().Be((4, "~ description: \"Tags\" -> \"Shoes\"" + Environment.NewLine, ""));
        (await Tool.RunAsync(null, ["diff", before, before])).Code.Should().Be(0);
    }

    [Fact]
    public async Task Apply_says_what_to_pass()
    {
        var file = await WriteAsync("tags.json", TaxonomyFile.Write(_emulator.Store.Find("tags")! with { Description = "Shoes" }));
        var (code, _, errors) = await RunAsync("apply", "tags", file);
        (code, errors).Should().Be((4, $"Nothing was changed. Pass --yes to carry the plan out.{Environment.NewLine}"));
        (await RunAsync("plan", "tags", file)).Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Unset_of_what_is_not_there_is_said_and_sends_nothing()
    {
        var (code, output, errors) = await RunAsync("update", "tags", "--unset", "stage");
        (code, errors).Should().Be((0, $"The metadata has no 'stage' to unset.{Environment.NewLine}"));
        output.Should().Contain("search");
        _emulator.Requests.Should().NotContain(request => request.Operation == TaxonomyOperations.Update);
        (await RunAsync("update", "tags", "--unset", "stage", "owner")).Output.Should().NotContain("metadata");
        (await RunAsync("update", "tags", "--set", "a=1", "--unset", "a")).Should().Be((2, "", $"'a' is set or unset more than once. See taxonomies update --help.{Environment.NewLine}"));
    }

    [Fact]
    public async Task Export_of_all_asks_for_whole_pages_and_says_what_was_deleted_and_created_meanwhile()
    {
        for (var i = 0; i < 30; i++)
            _emulator.Store.Add($"t{i}", Tool.Flat);
        _emulator.Faults.Add(TaxonomyFault.Answer(System.Net.HttpStatusCode.NotFound, """{"detail":"Taxonomy not found"}""") with { Operation = TaxonomyOperations.Get, Times = 1 });
        using var added = new CancellationTokenSource();
        var exported = RunAsync("export", "--all", "--to", Path.Combine(_folder, "all"), "--concurrency", "1");
        await _emulator.WaitForAsync(TaxonomyOperations.Get, 1);
        _emulator.Store.Add("added", Tool.Flat);
        var (code, output, errors) = await exported;
        code.Should().Be(0);
        output.Should().Contain("deleted meanwhile");
        errors.Should().Be("30 of 31 exported, 1 deleted meanwhile.\n1 taxonomy was created meanwhile. Export again to have it too.\n".ReplaceLineEndings());
        _emulator.Requests.Where(request => request.Operation == TaxonomyOperations.List).Should().HaveCount(2).And.OnlyContain(request => request.Query.Contains("1000"));
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] words) => Tool.RunAsync(_emulator, words);

    private async Task<string> WriteAsync(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }
}
