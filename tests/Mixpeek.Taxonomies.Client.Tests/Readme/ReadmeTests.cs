using System.Text.RegularExpressions;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The README is short, and the tables of the documentation agree with the library.</summary>
public sealed partial class ReadmeTests
{
    private static readonly Document Readme = Document.Read("README.md");

    [Fact]
    public void Readme_is_read_in_five_minutes()
    {
        Readme.WordCount.Should().BeLessThan(900);
        Readme.Text.Should().Contain("\n```\ndotnet test\n");
    }

    [Fact]
    public void First_program_is_the_one_that_the_packages_are_tried_with()
    {
        var program = Readme.Programs[0].Code;
        program.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.Should().BeLessThan(15);
        program.Should().Be(File.ReadAllText(Path.Combine(Checkout.Root, "tests", "PackageSmoke", "Applications", "Console", "Program.cs")).ReplaceLineEndings("\n"));
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

        var found = await client.GetOrCloneAsync("product_tags", Sample.CloneRequest);

        emulator.Store.Taxonomies.Should().HaveCount(2).And.Contain(taxonomy => taxonomy.TaxonomyId == found.TaxonomyId);
    }

    [Fact]
    public void Figures_of_the_reliability_document_are_those_of_the_suite()
    {
        var text = Document.Read("docs/reliability.md").Text;
        var cases = FaultMatrixTests.CaseCount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        text.Should().Contain($"{FaultMatrixTests.Representatives.Count} operations, one of each group of those that behave alike, {WireFault.All.Count} faults, at the first and the last attempt, without cancellation, cancelled while sending and cancelled while waiting: {cases} cases; and one case for each of the other {FaultMatrixTests.Others.Count} operations");
        text.Should().Contain($"a tolerance of {NameReconciler<Taxonomy>.ClockTolerance.TotalSeconds} seconds").And.Contain($"agree within {NameReconciler<Taxonomy>.ClockTolerance.TotalSeconds} seconds");
        text.Should().Contain($"still bounded by {TaxonomyClientOptions.DefaultTotalTimeout.TotalSeconds} seconds");
    }

    [Fact]
    public void Table_of_operations_is_the_clients()
    {
        var rows = Document.Read("docs/operations.md").Text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("/v1/", StringComparison.Ordinal));
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

    [GeneratedRegex(@"`(\w+\.)?(\w+Async)`")]
    private static partial Regex Method();
}
