using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli.Tests;

/// <summary>Output in a terminal of any width: names give way, and what is copied stays whole.</summary>
public sealed class ScreenTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(66)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task List_keeps_ids_and_versions_whole(int width)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        string[] names = ["a", "product_tags_of_the_autumn_collection", "产品标签产品标签产品标签产品标签产品标签", "with spaces in its rather long name of many words"];
        foreach (var name in names)
            emulator.Store.Add(name, Tool.Flat);
        var (_, output, _) = await Tool.RunAsync(emulator, ["list"], terminal => terminal with { Width = width });
        foreach (var taxonomy in emulator.Store.Taxonomies)
            output.Should().Contain(taxonomy.TaxonomyId);
        output.Split('\n').Should().OnlyContain(line => new Spectre.Console.Rendering.Segment(line.TrimEnd()).CellCount() <= Math.Max(width, 30));
        output.Split('\n').Where(line => line.TrimEnd().EndsWith("yes", StringComparison.Ordinal)).Should().HaveCount(names.Length);
        output.Contains('…').Should().Be(width < 120);
    }

    [Fact]
    public async Task List_outside_a_terminal_cuts_nothing()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var name = new string('n', 200);
        emulator.Store.Add(name, Tool.Flat);
        (await Tool.RunAsync(emulator, ["list"])).Output.Should().Contain(name);
    }

    [Theory]
    [InlineData("list", "There are no taxonomies.")]
    [InlineData("list --search shoes", "No taxonomy has 'shoes' in its ID, name or description.")]
    public async Task Empty_list_says_so(string line, string said)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        (await Tool.RunAsync(emulator, line.Split(' '))).Should().Be((0, "", said + Environment.NewLine));
        (await Tool.RunAsync(emulator, ["--json", .. line.Split(' ')])).Should().Be((0, "[]" + Environment.NewLine, ""));
    }

    [Fact]
    public async Task Show_keeps_a_long_id_whole_in_a_narrow_terminal()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var id = "tax_" + new string('1', 60);
        emulator.Store.Add("tags", Tool.Flat, id: id);
        (await Tool.RunAsync(emulator, ["show", "tags"], terminal => terminal with { Width = 30 })).Output.Should().Contain(id);
        (await Tool.RunAsync(emulator, ["list"], terminal => terminal with { Width = 30 })).Output.Should().Contain(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(40)]
    public async Task Show_takes_a_hierarchy_of_any_depth(int? width)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var nodes = Enumerable.Range(0, 400).Select(i => new HierarchicalNode { CollectionId = $"col_{i}", ParentCollectionId = i == 0 ? null : $"col_{i - 1}" });
        emulator.Store.Add("deep", new HierarchicalTaxonomyConfig { RetrieverId = "r", InputMappings = Tool.Flat.InputMappings, HierarchicalNodes = [.. nodes] });
        var (code, output, errors) = await Tool.RunAsync(emulator, ["show", "deep"], terminal => terminal with { Width = width });
        (code, errors).Should().Be((0, ""));
        output.Should().MatchRegex("col_0 *\\n").And.MatchRegex("col_399 *\\n");
    }

    [Theory]
    [InlineData(true, "\u001b[32m+ metadata.a", "\u001b[93m~ taxonomy_name", "\u001b[91m- metadata.b")]
    [InlineData(false, "+ metadata.a", "~ taxonomy_name", "- metadata.b")]
    public async Task Diff_has_colours_where_the_terminal_has(bool hasColours, params string[] lines)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("tags", Tool.Flat, metadata: new JsonObject { ["b"] = 1 });
        emulator.Store.Add("tags_v2", Tool.Flat, metadata: new JsonObject { ["a"] = 1 });
        var (code, output, _) = await Tool.RunAsync(emulator, ["diff", "tags", "tags_v2"], terminal => terminal with { Width = 80, HasColours = hasColours });
        code.Should().Be(4);
        output.Should().ContainAll(lines);
        output.Contains('\u001b').Should().Be(hasColours);
    }
}
