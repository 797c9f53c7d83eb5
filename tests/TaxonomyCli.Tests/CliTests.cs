using System.Text.Json;

namespace TaxonomyCli.Tests;

/// <summary>The command writes what people and scripts can read, and says in one line what went wrong.</summary>
public sealed class CliTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("list --search org")]
    [InlineData("show org_hierarchy")]
    [InlineData("clone product_tags copy --set-retriever ret_9 --description d")]
    [InlineData("update product_tags --name other --description d --set a=1 b=text --unset owner")]
    [InlineData("promote product_tags product_tags_v2 --archived-name old")]
    [InlineData("wait org_hierarchy --timeout 1")]
    public async Task Json_is_all_that_a_script_gets(string line)
    {
        var (code, output, errors) = await RunAsync($"--demo --json {line}");
        (code, errors).Should().Be((0, ""));
        JsonDocument.Parse(output).RootElement.ValueKind.Should().Be(line.StartsWith("list", StringComparison.Ordinal) ? JsonValueKind.Array : JsonValueKind.Object);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("show org_hierarchy")]
    [InlineData("show product_tags")]
    [InlineData("clone product_tags copy")]
    [InlineData("promote product_tags product_tags_v2")]
    public async Task Text_fits_in_eighty_columns_without_color(string line)
    {
        var (_, output, _) = await RunAsync($"--demo {line}");
        output.Should().NotContain("\u001b");
        output.Split('\n').Should().OnlyContain(row => row.TrimEnd().Length <= 80);
    }

    [Theory]
    [InlineData("show missing", 1, "Taxonomy not found: missing")]
    [InlineData("clone product_tags product_tags_v2", 1, "already exists")]
    [InlineData("update product_tags", 1, "request")]
    [InlineData("update product_tags --set nothing", 1, "--set takes key=value")]
    [InlineData("promote product_tags product_tags", 1, "candidate is the taxonomy in production itself")]
    [InlineData("rollback product_tags", 1, "was not promoted")]
    [InlineData("show", 2, "--help")]
    [InlineData("bogus", 2, "bogus")]
    [InlineData("wait org_hierarchy --timeout soon", 2, "soon")]
    [InlineData("wait org_hierarchy --timeout=-1", 2, "--timeout is from 1")]
    [InlineData("clone", 2, "a source and a name, or --all, or --from-file")]
    [InlineData("clone product_tags", 2, "the name of the clone")]
    [InlineData("clone --all", 2, "--suffix")]
    [InlineData("clone --all --suffix _x --concurrency 0", 2, "--concurrency is from 1 to 100")]
    [InlineData("clone --all --suffix _x --concurrency many", 2, "many")]
    [InlineData("export", 2, "a taxonomy, or --all")]
    [InlineData("export a b", 2, "--to")]
    [InlineData("export a --all --to x", 2, "not both")]
    [InlineData("import nowhere.json", 1, "nowhere.json")]
    public async Task What_goes_wrong_is_one_line(string line, int exitCode, string said)
    {
        var (code, output, errors) = await RunAsync($"--demo {line}");
        code.Should().Be(exitCode);
        output.Should().BeEmpty();
        errors.Should().Contain(said);
        errors.TrimEnd().Should().NotContain("\n");
    }

    [Fact]
    public async Task File_is_exported_planned_applied_and_imported()
    {
        var folder = Directory.CreateTempSubdirectory("cli").FullName;
        var (file, map) = (Path.Combine(folder, "tags.json"), Path.Combine(folder, "ids.json"));
        (await RunAsync($"--demo export product_tags --output {file}")).Code.Should().Be(0);
        (await RunAsync($"--demo plan product_tags {file}")).Should().Be((0, $"nothing to do: product_tags is as desired{Environment.NewLine}", ""));
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("ret_clip_v1", "ret_clip_v9", StringComparison.Ordinal));
        foreach (var verb in (string[])["plan", "apply"])
        {
            var (code, output, _) = await RunAsync($"--demo {verb} product_tags {file} --clone-name tags_v9");
            (code, output).Should().Be((4, $"clone product_tags as tags_v9\n  ~ config.retriever_id: \"ret_clip_v1\" -> \"ret_clip_v9\" (a config is immutable){Environment.NewLine}"), "nothing is done without --yes");
        }

        (await RunAsync($"--demo apply product_tags {file} --clone-name tags_v9 --yes")).Should().Match<(int Code, string Output, string Errors)>(ended => ended.Code == 0 && ended.Output.Contains("done: tags_v9 is tax_"));
        (await RunAsync($"--demo import {file} --name copy")).Code.Should().Be(0);
        await File.WriteAllTextAsync(map, """{"retrievers":{"ret_clip_v9":"ret_a"}}""");
        (await RunAsync($"--demo import {file} --name copy --map {map}")).Errors.Should().Be($"The map lacks the collection 'col_products_v1'.{Environment.NewLine}");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Folder_of_all_is_exported_imported_and_taken_up()
    {
        var folder = Directory.CreateTempSubdirectory("cli").FullName;
        var (files, journal) = (Path.Combine(folder, "all"), Path.Combine(folder, "journal"));
        (await RunAsync($"--demo export --all --to {files} --journal {journal}")).Code.Should().Be(0);
        Directory.GetFiles(files).Select(Path.GetFileName).Order(StringComparer.Ordinal).Should().Equal("org_hierarchy.json", "product_tags.json", "product_tags_v2.json");
        var (again, output, errors) = await RunAsync($"--demo --json export --all --to {files} --journal {journal}");
        (again, output).Should().Be((1, ""), "another demo is another service");
        errors.Should().StartWith($"{journal} is the journal of another run: its base_address is ");
        (await RunAsync($"--demo import {files}")).Errors.Should().Be($"3 of 3 imported.{Environment.NewLine}");
        await File.WriteAllTextAsync(Path.Combine(files, "z.json"), "{\n]");
        var (code, nothing, said) = await RunAsync($"--demo import {files}");
        (code, nothing).Should().Be((1, ""));
        said.Should().StartWith(Path.Combine(files, "z.json") + ", line 2: ");
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("""{"product_tags":"a","missing":"b"}""", 1, "1 of 2 cloned, 1 failed.")]
    [InlineData("""{"product_tags":"a","org_hierarchy":"a"}""", 1, "'a' is the name of two clones")]
    [InlineData("""{"product_tags":"a","product_tags":"b"}""", 1, "'product_tags' is there twice")]
    [InlineData("""{"product_tags":""}""", 1, "line 1: 'product_tags' is ''")]
    [InlineData("""{"product_tags":1}""", 1, "'product_tags' is a number")]
    [InlineData("""["product_tags"]""", 1, "is a list")]
    [InlineData("{", 1, "line 1")]
    public async Task File_of_clones_is_carried_out_or_its_fault_is_named(string text, int exitCode, string said)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text);
        var (code, output, errors) = await RunAsync($"--demo clone --from-file {file}");
        code.Should().Be(exitCode);
        errors.Should().Contain(said).And.Match(all => all.Contains("cloned") || (all.Contains(file) && output.Length == 0));
        File.Delete(file);
    }

    [Theory]
    [InlineData("[suggest:2]", "pr", "promote")]
    [InlineData("[suggest:9]", "clone --s", "--set-retriever")]
    public async Task Shell_completes_verbs_and_options(string directive, string line, string completed)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await Cli.InvokeAsync([directive, line], output, errors, CancellationToken.None)).Should().Be(0);
        output.ToString().Split(Environment.NewLine).Should().Contain(completed);
        errors.ToString().Should().BeEmpty();
    }

    [Theory]
    [InlineData("[1]", "is a list")]
    [InlineData("{\n  \"config\": { \"retriever_id\": x } }", "line 2")]
    [InlineData("{\"config\":{}}", "taxonomy_name")]
    [InlineData("", "line 1")]
    public async Task File_that_is_no_taxonomy_is_named(string text, string said)
    {
        var file = Path.GetTempFileName() + ".json";
        await File.WriteAllTextAsync(file, text);
        var (code, _, errors) = await RunAsync($"--demo plan product_tags {file}");
        code.Should().Be(1);
        errors.Should().StartWith(file).And.Contain(said);
        (await RunAsync("--demo plan product_tags nowhere.json")).Errors.Should().Contain("nowhere.json");
    }

    [Fact]
    public async Task Without_a_key_the_next_step_is_said()
    {
        var (code, _, errors) = await RunAsync("list");
        code.Should().Be(1);
        errors.Should().Be($"MIXPEEK_API_KEY is not set.{Environment.NewLine}");
    }

    [Theory]
    [InlineData("--demo show nowhere", "--namespace or MIXPEEK_NAMESPACE")]
    [InlineData("--demo --namespace ns_none list", "--namespace or MIXPEEK_NAMESPACE")]
    public async Task Setting_is_named_as_the_command_line_takes_it(string line, string setting)
    {
        var (code, _, errors) = await RunAsync(line);
        code.Should().Be(1);
        errors.Should().Contain(setting).And.NotContain("TaxonomyClientOptions");
    }

    [Theory]
    [InlineData("GetTaxonomy failed with 401. The key comes from TaxonomyClientOptions.ApiKey, its CredentialProvider, or MIXPEEK_API_KEY.", "GetTaxonomy failed with 401. The key comes from MIXPEEK_API_KEY.")]
    [InlineData("Check the network, TaxonomyClientOptions.BaseAddress, and a proxy in between.", "Check the network, MIXPEEK_BASE_URL, and a proxy in between.")]
    [InlineData("The options are not valid: BaseAddress must be an https address.", "MIXPEEK_BASE_URL must be an https address.")]
    [InlineData("Use https, or set TaxonomyClientOptions.AllowInsecureHttp.", "Use https, or set MIXPEEK_ALLOW_INSECURE_HTTP=true.")]
    public void Settings_in_messages_of_the_client_are_those_of_the_command_line(string library, string commandLine) =>
        Wording.OfSettings(library).Should().Be(commandLine);

    [Fact]
    public async Task Metadata_is_changed_and_not_replaced()
    {
        var (_, output, _) = await RunAsync("--demo --json update product_tags --set stage=trial count=2");
        var metadata = JsonDocument.Parse(output).RootElement.GetProperty("metadata");
        metadata.GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings("").Should().Be("""{"owner":"search-team","stage":"trial","count":2}""");
    }

    internal static async Task<(int Code, string Output, string Errors)> RunAsync(string line)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Cli.InvokeAsync(line.Split(' '), output, errors, CancellationToken.None);
        return (code, output.ToString(), errors.ToString());
    }
}
