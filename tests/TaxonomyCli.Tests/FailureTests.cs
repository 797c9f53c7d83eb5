using System.CommandLine;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli.Tests;

/// <summary>No verb ends in an unhandled exception, and the exit code says whether something changed.</summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData("list", 1)]
    [InlineData("show tags", 1)]
    [InlineData("versions tags", 1)]
    [InlineData("export tags", 1)]
    [InlineData("diff tags tags_v2", 1)]
    [InlineData("wait tags", 1)]
    [InlineData("analytics tags", 1)]
    [InlineData("--help", 1)]
    [InlineData("update tags --description y", 3)]
    [InlineData("clone tags copy", 3)]
    [InlineData("promote tags tags_v2", 3)]
    [InlineData("delete tags --yes", 3)]
    [InlineData("clone --all --suffix _v3", 3)]
    public async Task Output_that_cannot_be_written_is_one_line(string line, int exitCode)
    {
        await using var emulator = await EmulatorAsync();
        foreach (var failure in (Exception[])[new IOException("No space left on device"), new InvalidOperationException("No space left on device")])
        {
            await emulator.RestartAsync();
            foreach (var words in (string[][])[line.Split(' '), ["--json", .. line.Split(' ')]])
            {
                await using var fresh = await EmulatorAsync();
                var (code, _, errors) = await Tool.RunAsync(fresh, words, terminal => terminal with { Output = new BrokenWriter(failure) });
                code.Should().Be(exitCode);
                errors.Should().Be($"{(exitCode == 3 ? "The change was made, but then this failed: " : "")}No space left on device{Environment.NewLine}");
            }
        }
    }

    [Fact]
    public async Task Errors_that_cannot_be_written_leave_the_exit_code()
    {
        await using var emulator = await EmulatorAsync();
        var (code, _, _) = await Tool.RunAsync(emulator, ["show", "missing"], terminal => terminal with { Errors = new BrokenWriter(new IOException("gone")) });
        code.Should().Be(1);
    }

    [Theory]
    [InlineData("clone tags copy --set-retriever HALF", 1, "--set-retriever")]
    [InlineData("update tags --name HALF", 1, "--name must be valid Unicode")]
    [InlineData("update tags --description HALF", 1, "--description must be valid Unicode")]
    [InlineData("promote HALF tags_v2", 1, "production must be valid Unicode")]
    [InlineData("promote tags tags_v2 --archived-name tags", 1, "--archived-name must be another name")]
    [InlineData("clone tags HALF", 1, "name must be valid Unicode")]
    [InlineData("--namespace a\nb show tags", 1, "--namespace")]
    [InlineData("export nope.json --to /dev/null/x", 1, "/dev/null/x")]
    public async Task Message_names_the_option_and_no_property(string line, int exitCode, string said)
    {
        await using var emulator = await EmulatorAsync();
        var (code, _, errors) = await Tool.RunAsync(emulator, line.Replace("HALF", "\ud800", StringComparison.Ordinal).Split(' '));
        code.Should().Be(exitCode);
        errors.Should().StartWith(said == "/dev/null/x" ? "" : said).And.Contain(said);
        errors.Should().NotContainAny("request.", "options.", "TaxonomyName", "productionName");
    }

    [Theory]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[{"input_key":"","source_type":"vector","path":"p"}],"source_collection":{"collection_id":"c"}}}""", "config.input_mappings[0].input_key")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"","input_mappings":[{"input_key":"i","source_type":"vector","path":"p"}],"source_collection":{"collection_id":"c"}}}""", "config.retriever_id")]
    public async Task Message_names_the_file_and_its_member(string json, string member)
    {
        await using var emulator = await EmulatorAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json);
        foreach (var verb in (string[])["create", "import"])
        {
            var (code, _, errors) = await Tool.RunAsync(emulator, [verb, file]);
            code.Should().Be(1);
            errors.Should().StartWith($"{file}").And.Contain(member).And.NotContain("taxonomy.Config").And.NotContain("request.");
        }

        File.Delete(file);
    }

    [Fact]
    public async Task Plan_that_stops_after_its_first_step_says_so()
    {
        await using var emulator = await EmulatorAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, TaxonomyFile.Write(emulator.Store.Find("tags")! with { Config = Tool.Flat with { RetrieverId = "ret_9" }, Metadata = new() { ["a"] = 1 } }));
        emulator.Faults.Add(TaxonomyFault.Answer(System.Net.HttpStatusCode.Forbidden) with { Operation = TaxonomyOperations.Update });
        string[] words = ["apply", "tags", file, "--clone-name", "tags_v9", "--yes"];
        var (code, _, errors) = await Tool.RunAsync(emulator, words);
        code.Should().Be(3);
        errors.Should().StartWith("UpdateTaxonomy failed with 403").And.EndWith($"The plan may be carried out in part. The same command goes on.{Environment.NewLine}");
        (await Tool.RunAsync(emulator, words)).Code.Should().Be(0);
        File.Delete(file);
    }

    private static async Task<TaxonomyEmulator> EmulatorAsync()
    {
        var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("tags", Tool.Flat, "x");
        emulator.Store.Add("tags_v2", Tool.Flat, "x");
        return emulator;
    }

    private sealed class BrokenWriter(Exception failure) : StringWriter
    {
        public override void Write(char value) => throw failure;

        public override void Write(string? value) => throw failure;

        public override void Write(char[] buffer, int index, int count) => throw failure;

        public override Task WriteAsync(string? value) => string.IsNullOrEmpty(value) ? Task.CompletedTask : throw failure;
    }
}
