using System.Text;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator.Tool;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Seeds, and the command line that takes one.</summary>
public sealed class SeedTests
{
    private const string Seed = """
        {
          "taxonomies": [{"taxonomy_id":"tax_1","taxonomy_name":"tags","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"col_1"}}}],
          "collections": {"col_1": [{"name":"a"},{"name":"b"}]},
          "applications": [{"collection":"col_1","taxonomy_id":"tax_1"}],
          "templates": [{"template_id":"tmpl_1","template_type":"taxonomy"}],
          "assignments": [{"taxonomy_id":"tax_1","collection_id":"col_1","sequence_id":"s","label":"l","at":"2026-01-05T09:00:00","confidence":0.5,"latency_ms":3,"succeeded":false,"covariates":{"c":"v"}}]
        }
        """;

    [Fact]
    public async Task Seed_fills_the_store()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Store.Load(Seed);
        session.Emulator.Store.Find("tax_1")!.TaxonomyName.Should().Be("tags");
        session.Emulator.Store.Templates.All.Should().ContainSingle();
        var applied = await session.SendAsync("POST", "/v1/collections/col_1/apply-taxonomy", """{"taxonomy_id":"tax_1"}""");
        applied.Body!["estimated_documents"]!.GetValue<int>().Should().Be(2);
        var steps = await session.SendAsync("GET", "/v1/taxonomies/tax_1/analytics/available-steps?collection_id=col_1");
        steps.Body!["steps"]![0]!["first_seen"]!.GetValue<string>().Should().Be("2026-01-05T09:00:00Z");
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"taxonomy":[]}""", "'taxonomy'")]
    [InlineData("""{"taxonomies":[7]}""", "'taxonomies'")]
    [InlineData("""{"applications":[{}]}""", "'collection'")]
    [InlineData("""{"assignments":[{"taxonomy_id":"t","collection_id":"c","sequence_id":"s","label":"l","at":"soon"}]}""", "'at'")]
    public async Task Seed_that_is_wrong_says_where(string json, string message)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        FluentActions.Invoking(() => emulator.Store.Load(json)).Should().Throw<FormatException>().WithMessage($"*{message}*");
    }

    [Fact]
    public async Task Command_line_starts_an_emulator_prints_how_to_reach_it_and_stops_when_interrupted()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Seed);
            await using var output = new FlushedWriter();
            using var interrupt = new CancellationTokenSource();
            var running = EmulatorCommand.Create(output, TextWriter.Null)
                .Parse(["--seed", file, "--api-key", "sk_1", "--namespace", "ns_1"])
                .InvokeAsync(cancellationToken: interrupt.Token);
            await Task.WhenAny(running, output.Flushed.Task);
            var lines = output.ToString().Split(Environment.NewLine);
            lines.Should().Contain("MIXPEEK_API_KEY=sk_1").And.Contain("MIXPEEK_NAMESPACE=ns_1").And.Contain("Taxonomies: 1. Press Ctrl+C to stop.");
            lines.Count(line => line.Contains("/v1/", StringComparison.Ordinal)).Should().Be(TaxonomyOperations.All.Count);

            var options = new TaxonomyClientOptions { ApiKey = "sk_1", Namespace = "ns_1", BaseAddress = new Uri(lines[0]["MIXPEEK_BASE_URL=".Length..]) };
            using var client = TaxonomyClient.Create(options);
            (await client.GetAsync("tags")).TaxonomyId.Should().Be("tax_1");
            await interrupt.CancelAsync();
            (await running).Should().Be(0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Command_line_says_what_is_wrong()
    {
        await using var errors = new StringWriter();
        (await EmulatorCommand.Create(TextWriter.Null, errors).Parse(["--seed", "/no/such/seed.json"]).InvokeAsync()).Should().Be(1);
        errors.ToString().Should().Contain("seed.json");
        EmulatorCommand.Create(TextWriter.Null, errors).Parse(["--address", "everywhere"]).Errors.Should().ContainSingle()
            .Which.Message.Should().Be("'everywhere' is no IP address.");
        EmulatorCommand.Create(TextWriter.Null, errors).Parse(["--address", "0.0.0.0"]).Errors.Should().BeEmpty();
    }

    private sealed class FlushedWriter : StringWriter
    {
        public TaskCompletionSource Flushed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flushed.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
