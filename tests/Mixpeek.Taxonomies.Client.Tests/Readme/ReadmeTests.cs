using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What the READMEs show compiles, works, and agrees with the library.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Readmes => ["README.md", "src/Mixpeek.Taxonomies.Emulator/README.md", "docs/reliability.md", "docs/telemetry.md"];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Code_is_code_that_compiles(string readme)
    {
        var compiled = Flat(Read("tests/Mixpeek.Taxonomies.Client.Tests/Readme/Snippets.cs")) + Flat(Read("src/Mixpeek.Taxonomies.Client/Api/ITaxonomiesApi.cs"));
        var blocks = CodeBlock().Matches(Read(readme)).Select(match => match.Groups[1].Value).ToArray();
        blocks.Should().NotBeEmpty();
        blocks.Where(block => !compiled.Contains(Flat(block), StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Quickstart_has_at_most_ten_lines()
    {
        var section = Read("README.md").Split("## Quickstart")[1].Split("\n## ")[0];
        CodeBlock().Matches(section).Sum(match => match.Groups[1].Value.Trim().Split('\n').Length).Should().BeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task Quickstart_works()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", Sample.FlatConfig);
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        await Snippets.QuickstartAsync(client);
        var clone = emulator.Store.Find("product_tags_v2")!;
        clone.Metadata["owner"]!.GetValue<string>().Should().Be("search-team");
        clone.Config.Should().BeOfType<FlatTaxonomyConfig>().Which.RetrieverId.Should().Be("ret_clip_v2");
    }

    [Fact]
    public async Task Further_examples_work()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", Sample.FlatConfig);
        emulator.Store.Add("org_hierarchy", Sample.HierarchicalConfig);
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        await Snippets.FurtherAsync(client);
        await using var provider = new ServiceCollection().AddTaxonomyClient().UseEmulator(emulator).Services.BuildServiceProvider();
        (await Snippets.ApiAsync(provider.GetRequiredService<ITaxonomiesApi>())).Results.Should().HaveCount(2);
        emulator.Store.Find("product_tags_v3").Should().NotBeNull();
    }

    [Fact]
    public async Task Designing_works_and_prints_what_is_shown()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        var tags = emulator.Store.Add("product_tags", Sample.FlatConfig);
        var org = emulator.Store.Add("org_hierarchy", Sample.HierarchicalConfig);
        var hierarchy = Snippets.DrawHierarchy(org);
        var (plan, trial) = await Snippets.PlanAsync(client, tags);
        trial.TaxonomyName.Should().Be("product_tags_v4");
        var section = Read("README.md").Split("## Designing taxonomies")[1].Split("\n## ")[0];
        OutputBlock().Matches(section).Select(match => match.Groups[1].Value).Should().Equal(hierarchy.ToText(), plan.ToText());

        var path = Path.GetTempFileName();
        TaxonomyDiff.Compare(Snippets.KeepInFile(tags, path), tags).IsEmpty.Should().BeTrue();
        File.Delete(path);
    }

    [Fact]
    public async Task Testing_with_the_emulator_works()
    {
        var clock = new SkippingClock();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock);
        var taxonomy = await Snippets.TestingAsync(services, Sample.FlatConfig, client => client.GetAsync("product_tags"));
        taxonomy.TaxonomyName.Should().Be("product_tags");
        clock.Waits.Should().Equal(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Job_that_was_killed_and_runs_again_finds_its_clone()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", Sample.FlatConfig);
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        using var killed = new CancellationTokenSource();
        emulator.Faults.Add(TaxonomyFault.Stall().AfterProcessing());
        var firstRun = client.CloneAsync("product_tags", Sample.CloneRequest, killed.Token);
        await emulator.Requests.WaitForAsync(1);
        await killed.CancelAsync();
        await FluentActions.Awaiting(() => firstRun).Should().ThrowAsync<OperationCanceledException>();

        var found = await Snippets.CloneOnceAsync(client, Sample.CloneRequest);

        emulator.Store.Taxonomies.Should().HaveCount(2).And.Contain(taxonomy => taxonomy.TaxonomyId == found.TaxonomyId);
    }

    [Fact]
    public async Task Disturbed_emulator_still_answers()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        await Snippets.DisturbAsync(emulator, seed: 1);
        emulator.Faults.Clear();
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        (await client.ListAsync().CountAsync()).Should().Be(0);
    }

    [Fact]
    public void Every_option_is_in_the_table_of_options()
    {
        var section = Read("README.md").Split("## Configuration")[1].Split("\n## ")[0];
        typeof(TaxonomyClientOptions).GetProperties().Where(property => !section.Contains($"| `{property.Name}` |", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Figures_of_the_reliability_document_are_those_of_the_suite()
    {
        var text = Read("docs/reliability.md");
        var cases = FaultMatrixTests.CaseCount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        text.Should().Contain($"{FaultMatrixTests.Representatives.Count} operations, one of each group of those that behave alike, {WireFault.All.Count} faults, at the first and the last attempt, without cancellation, cancelled while sending and cancelled while waiting: {cases} cases; and one case for each of the other {FaultMatrixTests.Others.Count} operations");
        text.Should().Contain($"a tolerance of {NameReconciler<Taxonomy>.ClockTolerance.TotalSeconds} seconds").And.Contain($"agree within {NameReconciler<Taxonomy>.ClockTolerance.TotalSeconds} seconds");
        text.Should().Contain($"still bounded by {TaxonomyClientOptions.DefaultTotalTimeout.TotalSeconds} seconds");
    }

    [Fact]
    public void Registrations_work()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mixpeek:ApiKey"] = "sk_a",
            ["B:ApiKey"] = "sk_b",
        }).Build();
        services.AddTransient<Snippets.AuditHandler>();
        Snippets.Register(new Snippets.HostBuilder(services));
        Snippets.Configure(services, configuration);
        Snippets.ChainHandler(services);
        Snippets.LimitRate(services);
        Snippets.Observe(services);
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<ITaxonomyClient>();
        Snippets.View(client).Should().NotBeSameAs(client);
        provider.GetRequiredKeyedService<ITaxonomyClient>("tenant-b").Should().NotBeSameAs(client);
    }

    [Fact]
    public void Table_of_operations_is_the_clients()
    {
        var rows = Read("README.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("/v1/", StringComparison.Ordinal));
        var expected = Sample.Calls.Keys.Select(operation => $"| {operation.Name} | `{operation.Method} {operation.Route}` |");
        rows.Select(row => string.Join('|', row.Split('|')[..3]) + "|").Should().BeEquivalentTo(expected);
        foreach (var row in rows)
        {
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            var safety = TaxonomyOperations.All.Single(operation => operation.Name == cells[1]).Safety;
            cells[4].Replace(" ", "", StringComparison.Ordinal).Should().BeEquivalentTo(safety.ToString());
            foreach (Match method in Method().Matches(cells[3]))
            {
                var type = method.Groups[1].Value switch
                {
                    "Templates." => typeof(ITaxonomyTemplatesClient),
                    "Analytics." => typeof(ITaxonomyAnalyticsClient),
                    _ => typeof(ITaxonomyClient),
                };
                type.GetMethods().Should().Contain(candidate => candidate.Name == method.Groups[2].Value, method.Value);
            }
        }
    }

    [Fact]
    public void Every_exception_is_in_the_table_of_errors()
    {
        var errors = Read("README.md").Split("## Errors")[1].Split("\n## ")[0];
        typeof(TaxonomyException).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(TaxonomyException)))
            .Where(type => !errors.Contains($"`{type.Name}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Checkout.Root, path));

    private static string Flat(string code) => Space().Replace(code, " ").Trim();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("(?<=```\n\n)```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex OutputBlock();

    [GeneratedRegex(@"`(\w+\.)?(\w+Async)`")]
    private static partial Regex Method();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
