using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli.Tests;

/// <summary>No text of the service's reaches a terminal as anything but text.</summary>
public sealed class HostileTextTests
{
    /// <summary>Colours, a title, a bell, line breaks, C1, separators, reversed directions, invisible characters, markup.</summary>
    private const string Hostile = "a\u001b[31m\u001b]0;t\u0007\r\n\b\u0000\u007f\u0085\u009b\u2028\u2029\u202a\u202e\u2066\u2069\u200b\u200e\u061c\ufeff\u00ad\U000e0041[red]{0}";

    public static TheoryData<string> Lines =>
    [
        "list", "list --search a", "show NAME", "versions NAME", "clone NAME copy", "clone NAME copy --set-retriever ret_2", "update NAME --set a=1",
        "update NAME --unset HOSTILE_b", "update NAME --name HOSTILE_n", "diff NAME tags", "diff tags NAME", "plan tags FILE", "apply tags FILE --yes", "promote NAME tags", "promote tags NAME", "rollback NAME",
        "export NAME", "export NAME --output OUT", "export --all --to FOLDER", "clone --all --suffix _v2", "import FILE --name x", "create FILE --name x", "create FILE", "wait NAME", "delete NAME --yes",
        "execute NAME --documents DOCUMENTS", "analytics NAME", "show HOSTILE_missing", "show tags HOSTILE", "HOSTILE", "show --HOSTILE", "show tree", "export tags --output HOSTILE/x",
        "wait NAME --timeout HOSTILE", "--namespace HOSTILE show tags", "clone --from-file MAP",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task It_is_shown_escaped(string line)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var folder = Directory.CreateTempSubdirectory("cli").FullName;
        var taxonomy = Fill(emulator);
        await File.WriteAllTextAsync(Path.Combine(folder, "file.json"), TaxonomyFile.Write(taxonomy));
        await File.WriteAllTextAsync(Path.Combine(folder, "documents.json"), new JsonArray(new JsonObject { [Hostile] = Hostile }).ToJsonString());
        await File.WriteAllTextAsync(Path.Combine(folder, "map.json"), new JsonObject { [Hostile] = Hostile + "2", [Hostile + "3"] = "x" }.ToJsonString());
        string[] words = [.. line.Split(' ').Select(word => word
            .Replace("NAME", Hostile, StringComparison.Ordinal).Replace("HOSTILE", Hostile, StringComparison.Ordinal)
            .Replace("OUT", Path.Combine(folder, "out.json"), StringComparison.Ordinal).Replace("FILE", Path.Combine(folder, "file.json"), StringComparison.Ordinal)
            .Replace("FOLDER", Path.Combine(folder, "all"), StringComparison.Ordinal).Replace("DOCUMENTS", Path.Combine(folder, "documents.json"), StringComparison.Ordinal)
            .Replace("MAP", Path.Combine(folder, "map.json"), StringComparison.Ordinal))];
        foreach (var isJson in (bool[])[false, true])
        {
            var (_, output, errors) = await Tool.RunAsync(emulator, isJson ? ["--json", .. words] : words);
            (output + errors).Should().NotBeEmpty();
            (output + errors).EnumerateRunes().Where(rune => rune.Value != '\n' && IsHostile(rune)).Should().BeEmpty();
            if (isJson && output.Length > 0)
                JsonDocument.Parse(output).RootElement.ValueKind.Should().BeOneOf(JsonValueKind.Array, JsonValueKind.Object);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_is_shown_whole_and_what_is_text_stays()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("[bold]a\u001b]0;b\u0007[/]", Tool.Flat, "Männer 鞋 👨‍👩‍👧 ‎");
        var (_, output, _) = await Tool.RunAsync(emulator, ["show", "[bold]a\u001b]0;b\u0007[/]"]);
        output.Should().Contain("""name         [bold]a\u001b]0;b\u0007[/]""").And.Contain("""description  Männer 鞋 👨‍👩‍👧 \u200e""");
    }

    private static bool IsHostile(System.Text.Rune rune) =>
        System.Text.Rune.IsControl(rune) || rune.Value is 0x061C or 0x00AD or 0x200B or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF or (>= 0xE0000 and <= 0xE007F);

    private static Taxonomy Fill(TaxonomyEmulator emulator)
    {
        var config = Tool.Flat with
        {
            RetrieverId = Hostile,
            InputMappings = [InputMapping.Vector(Hostile, Hostile)],
            SourceCollection = new SourceCollection { CollectionId = Hostile, EnrichmentFields = [new EnrichmentField { FieldPath = Hostile }] },
        };
        var tree = new HierarchicalTaxonomyConfig
        {
            RetrieverId = Hostile,
            InputMappings = [InputMapping.Vector(Hostile, Hostile)],
            HierarchicalNodes = [new HierarchicalNode { CollectionId = Hostile, Label = Hostile }, new HierarchicalNode { CollectionId = "b", ParentCollectionId = Hostile, Label = Hostile }],
        };
        emulator.Store.Add("tags", Tool.Flat, Hostile);
        emulator.Store.Add("tree", tree, Hostile);
        emulator.Store.Collections.Add(Hostile, new JsonObject { [Hostile] = Hostile });
        var added = emulator.Store.Add(Hostile, config, Hostile, metadata: new JsonObject { [Hostile] = Hostile });
        emulator.Store.Assignments.Add(new TaxonomyAssignment
        {
            TaxonomyId = added.TaxonomyId,
            CollectionId = Hostile,
            SequenceId = "1",
            Label = Hostile,
            Confidence = 0.5,
            At = DateTimeOffset.UtcNow,
            Succeeded = true,
        });
        return added;
    }
}
