using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>That a taxonomy is not there is no error where the caller asked whether it is.</summary>
public sealed class ExpectedAbsenceTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;

    public static TheoryData<string> Flows => ["try", "try a version", "get or create", "get or clone", "import", "plan", "promote"];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = _clock });
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task Flow_that_finds_nothing_and_succeeds_records_no_error(string flow)
    {
        await using var provider = NewProvider();
        using var durations = new MetricCollector<double>(provider.GetRequiredService<IMeterFactory>(), TaxonomyTelemetry.MeterName, TaxonomyTelemetry.DurationMetric);
        using var trace = new ExportedTrace();
        await RunAsync(flow, provider.GetRequiredService<ITaxonomyClient>());

        var calls = trace.EndAndTakeCalls();
        calls.Should().NotBeEmpty().And.OnlyContain(call => call.Status == ActivityStatusCode.Unset && call.GetTagItem("error.type") == null);
        calls.Where(call => call.GetTagItem("http.response.status_code") is 404).Should().NotBeEmpty("the absence itself is recorded");
        durations.GetMeasurementSnapshot().Should().HaveCount(calls.Length).And.OnlyContain(measured => !measured.Tags.ContainsKey("error.type"));
    }

    [Fact]
    public async Task Look_ups_of_a_name_that_is_free_are_no_errors()
    {
        using var client = Sample.ClientOf(_emulator, _clock);
        using var trace = new ExportedTrace();
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        await client.CloneAsync("product_tags", Sample.CloneRequest);
        Of(trace.EndAndTakeCalls().Single()).Should().Be((ActivityStatusCode.Unset, null));
    }

    [Fact]
    public async Task Deletion_whose_repeat_finds_nothing_is_no_error()
    {
        using var client = Sample.ClientOf(_emulator, _clock);
        using var trace = new ExportedTrace();
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        await client.DeleteAsync("product_tags");
        Of(trace.EndAndTakeCalls().Single()).Should().Be((ActivityStatusCode.Unset, null));
    }

    [Fact]
    public async Task Absence_that_is_thrown_and_absence_that_is_no_taxonomys_are_errors()
    {
        using var client = Sample.ClientOf(_emulator, _clock);
        using var trace = new ExportedTrace();
        await client.Awaiting(c => c.GetAsync("nope")).Should().ThrowAsync<TaxonomyNotFoundException>();
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.NotFound, Payload.Read("23-resp-error-404-namespace")));
        await client.Awaiting(c => c.TryGetAsync("nope")).Should().ThrowAsync<TaxonomyNotFoundException>();
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Forbidden));
        await client.Awaiting(c => c.TryGetAsync("nope")).Should().ThrowAsync<TaxonomyPermissionException>();
        trace.EndAndTakeCalls().Select(Of).Should().Equal((ActivityStatusCode.Error, "404"), (ActivityStatusCode.Error, "404"), (ActivityStatusCode.Error, "403"));
    }

    [Fact]
    public async Task View_reads_what_may_be_absent_as_its_client_does()
    {
        var calls = new List<TaxonomyCall>();
        using var client = Sample.ClientOf(_emulator, _clock);
        (await client.WithOptions(new TaxonomyCallOptions { OnCompleted = calls.Add }).TryGetAsync("nope")).Should().BeNull();
        calls.Should().ContainSingle().Which.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static (ActivityStatusCode Status, object? Kind) Of(Activity call) => (call.Status, call.GetTagItem("error.type"));

    private async Task RunAsync(string flow, ITaxonomyClient client)
    {
        switch (flow)
        {
            case "try":
                (await client.TryGetAsync("nope")).Should().BeNull();
                break;
            case "try a version":
                (await client.TryGetAsync("product_tags", 7)).Should().BeNull();
                break;
            case "get or create":
                (await client.GetOrCreateAsync(Sample.CreateRequest with { TaxonomyName = "new_tags" })).TaxonomyName.Should().Be("new_tags");
                break;
            case "get or clone":
                (await client.GetOrCloneAsync("product_tags", Sample.CloneRequest)).TaxonomyName.Should().Be("product_tags_v2");
                break;
            case "import":
                (await client.ImportAsync(new Taxonomy { TaxonomyName = "imported", Config = Sample.FlatConfig })).TaxonomyName.Should().Be("imported");
                break;
            case "plan":
                var current = _emulator.Store.Find("product_tags")!;
                var desired = current with { Config = Sample.FlatConfig with { RetrieverId = "ret_clip_v2" } };
                (await TaxonomyPlan.For(current, desired, "product_tags_v3").ApplyAsync(client)).TaxonomyName.Should().Be("product_tags_v3");
                break;
            default:
                _emulator.Store.Add("trial", Sample.FlatConfig);
                var done = await client.PromoteAsync("product_tags", "trial");
                (await client.PromoteAsync("product_tags", "trial")).PromotedId.Should().Be(done.PromotedId);
                break;
        }
    }

    private ServiceProvider NewProvider() => new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock)
        .AddTaxonomyClient(static _ => { }).UseEmulator(_emulator).Services.BuildServiceProvider();
}
