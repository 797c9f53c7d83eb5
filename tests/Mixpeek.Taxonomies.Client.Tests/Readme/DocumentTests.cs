using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What the documentation shows compiles as it is pasted, runs, and writes what is shown; what it links to is there.</summary>
public sealed class DocumentTests
{
    public static TheoryData<string> Pages => [.. Document.Paths];

    public static TheoryData<string, int> Programs
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var page in Document.Paths)
            {
                for (var i = 0; i < Document.Read(page).Programs.Count; i++)
                    data.Add(page, i);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Code_compiles_as_pasted_and_runs(string page, int number)
    {
        var program = Document.Read(page).Programs[number];
        using var assembly = new MemoryStream();
        program.Compile(assembly).Should().BeEmpty();

        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", Sample.FlatConfig, description: "Tags of products");
        emulator.Store.Add("product_tags_trial", Sample.FlatConfig);
        emulator.Store.Add("org_hierarchy", Sample.HierarchicalConfig);
        emulator.Store.AddNamespace("tenant-b");
        emulator.Store.Add("tenant_tags", Sample.FlatConfig, namespaceName: "tenant-b");
        var output = await program.RunAsync(assembly.ToArray(), emulator);

        if (program.Output is { } shown)
            output.TrimEnd('\n').Should().Be(shown.TrimEnd('\n'));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string page)
    {
        var document = Document.Read(page);
        var dead = document.Links.Where(link => !link.Contains("://", StringComparison.Ordinal)).Where(link => !Leads(document, link));
        dead.Should().BeEmpty();
    }

    [Fact]
    public void Every_page_is_linked_in_the_readme() =>
        Document.Paths.Where(path => path.StartsWith("docs/", StringComparison.Ordinal)).Should().BeSubsetOf(Document.Read("README.md").Links);

    private static bool Leads(Document from, string link)
    {
        var (path, anchor) = link.Split('#') is [var file, var name] ? (file, name) : (link, null);
        var target = path.Length == 0
            ? from.Path
            : Path.GetRelativePath(Checkout.Root, Path.GetFullPath(Path.Combine(Checkout.Root, Path.GetDirectoryName(from.Path)!, path)));
        return Path.Exists(Path.Combine(Checkout.Root, target)) && (anchor is null || Document.Read(target).Anchors.Contains(anchor));
    }
}
