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
    [InlineData("""{"taxonomies":[7]}""", "seed.taxonomies.0: ")]
    [InlineData("""{"applications":[{}]}""", "seed.applications.0.collection: ")]
    [InlineData("""{"assignments":[{"taxonomy_id":"t","collection_id":"c","sequence_id":"s","label":"l","at":"soon"}]}""", "seed.assignments.0.at: ")]
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
            var running = EmulatorCommand.InvokeAsync(
                ["--seed", file, "--api-key", "sk_1", "--namespace", "ns_1"], output, TextWriter.Null, interrupt.Token);
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

    [Theory]
    [InlineData("seed.json", "--seed", "/no/such/seed.json")]
    [InlineData("'everywhere' is no IP address.", "--address", "everywhere")]
    [InlineData("Port must be from 0 to 65535.", "--port", "99999")]
    [InlineData("Port must be from 0 to 65535.", "--port", "-1")]
    [InlineData("'many' for option '--port'", "--port", "many")]
    [InlineData("ApiKey must be printable ASCII", "--api-key", "")]
    [InlineData("Namespace must be printable ASCII", "--namespace", " ")]
    [InlineData("for option '--validation-errors'", "--validation-errors", "none")]
    [InlineData("'--unknown'", "--unknown")]
    public async Task Command_line_says_what_is_wrong_in_one_line(string message, params string[] arguments)
    {
        await using var errors = new StringWriter();
        (await EmulatorCommand.InvokeAsync(arguments, TextWriter.Null, errors)).Should().Be(1);
        errors.ToString().TrimEnd().Should().Contain(message).And.NotContain("\n");
    }

    [Fact]
    public async Task Help_names_the_command_as_it_is_installed()
    {
        await using var output = new StringWriter();
        (await EmulatorCommand.InvokeAsync(["--help"], output, TextWriter.Null)).Should().Be(0);
        output.ToString().Should().Contain("mixpeek-taxonomies-emulator [options]");
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
