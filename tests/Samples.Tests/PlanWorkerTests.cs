using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;
using PlanWorker;

namespace Samples.Tests;

/// <summary>The worker makes a namespace as its folder says, and then leaves it alone.</summary>
public sealed class PlanWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    private readonly string _folder = Directory.CreateTempSubdirectory("plans-").FullName;
    private readonly ScheduleClock _clock = new();
    private readonly FakeLogCollector _log = new();
    private TaxonomyEmulator _emulator = null!;
    private IHost _host = null!;

    private PlanFolder Folder => _host.Services.GetRequiredService<PlanFolder>();

    private static FlatTaxonomyConfig Config => TaxonomyConfig.From("col_1", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip"));

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mixpeek:BaseAddress"] = _emulator.BaseAddress.AbsoluteUri,
            ["Mixpeek:ApiKey"] = _emulator.ApiKey,
            ["Mixpeek:Namespace"] = _emulator.Namespace,
            ["Mixpeek:MaxRetries"] = "0",
            ["Plans:Folder"] = _folder,
            ["Plans:Interval"] = $"{Interval}",
            ["Plans:Rounds"] = "2",
        });
        builder.Logging.AddProvider(new FakeLoggerProvider(_log));
        builder.Services.AddPlans(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        // A call's time goes on while that of the schedule stands still.
        builder.Services.Configure<TaxonomyClientOptions>(options => options.TimeProvider = new ClockOfCalls());
        _host = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Round_creates_updates_and_clones_and_the_next_changes_nothing()
    {
        var (shoes, hats) = (_emulator.Store.Add("shoe_tags", Config), _emulator.Store.Add("hat_tags", Config));
        Write("bags.json", new Taxonomy { TaxonomyName = "bag_tags", Description = "Tags of bags", Config = Config, Metadata = new() { ["owner"] = "search-team" } });
        Write("hats.json", hats with { Description = "Tags of hats" });
        Write("shoes.json", shoes with { Config = Config.WithRetriever("ret_clip_v2"), Metadata = new() { ["stage"] = "trial" } });

        await Folder.ApplyAsync(CancellationToken.None);

        _emulator.Store.Taxonomies.Should().HaveCount(4);
        _emulator.Store.Find("bag_tags")!.Metadata["owner"]!.GetValue<string>().Should().Be("search-team");
        _emulator.Store.Find("hat_tags")!.Description.Should().Be("Tags of hats");
        _emulator.Store.Find("shoe_tags")!.Config.Should().Be(Config, "a config is immutable");
        var clone = _emulator.Store.Taxonomies.Single(taxonomy => taxonomy.TaxonomyName.StartsWith("shoe_tags_", StringComparison.Ordinal));
        (clone.Config, clone.Metadata["stage"]!.GetValue<string>()).Should().Be((Config.WithRetriever("ret_clip_v2"), "trial"));

        _emulator.Requests.Clear();
        await Folder.ApplyAsync(CancellationToken.None);
        _emulator.Requests.Should().NotBeEmpty().And.OnlyContain(request => request.Method == "GET");
        Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Bad_file_names_itself_and_keeps_no_other_from_being_applied()
    {
        Write("a.json", new Taxonomy { TaxonomyName = "bag_tags", Config = Config });
        File.WriteAllText(PathOf("b.json"), "{ \"taxonomy_name\": ");
        File.WriteAllText(PathOf("c.json"), """{ "taxonomy_name": "belt_tags", "config": {} }""");
        Write("d.json", new Taxonomy { TaxonomyName = "bag_tags", Description = "again", Config = Config });
        Write("e.json", new Taxonomy { TaxonomyName = "hat_tags", Config = Config });

        await Folder.ApplyAsync(CancellationToken.None);

        _emulator.Store.Taxonomies.Select(taxonomy => taxonomy.TaxonomyName).Should().BeEquivalentTo("bag_tags", "hat_tags");
        Failures.Should().SatisfyRespectively(
            failure => failure.Should().StartWith(PathOf("b.json")).And.Contain("no JSON"),
            failure => failure.Should().StartWith(PathOf("c.json")),
            failure => failure.Should().StartWith(PathOf("d.json")).And.Contain(PathOf("a.json")));
    }

    [Fact]
    public async Task File_that_would_lose_something_is_refused_and_changes_nothing()
    {
        var shoes = _emulator.Store.Add("shoe_tags", Config, "Tags of shoes");
        File.WriteAllText(PathOf("a.json"), TaxonomyFile.Write(shoes with { Description = "Schuhe für Männer" }), Encoding.Latin1);
        File.WriteAllText(PathOf("b.json"), TaxonomyFile.Write(shoes with { TaxonomyName = "hat_tags" }).Replace("\"description\"", "\"descripton\"", StringComparison.Ordinal));
        File.WriteAllText(PathOf("c.JSON"), TaxonomyFile.Write(shoes with { TaxonomyName = "bag_tags" }), Encoding.Unicode);

        await Folder.ApplyAsync(CancellationToken.None);

        Failures.Should().SatisfyRespectively(
            failure => failure.Should().StartWith($"{PathOf("a.json")} was not applied").And.Contain("has the byte 0xFC"),
            failure => failure.Should().StartWith($"{PathOf("b.json")} was not applied").And.EndWith("'descripton' is unknown; did you mean 'description'?"));
        _emulator.Store.Taxonomies.Select(taxonomy => (taxonomy.TaxonomyName, taxonomy.Description)).Should().Equal(("shoe_tags", "Tags of shoes"), ("bag_tags", "Tags of shoes"));
    }

    [Fact]
    public async Task Round_that_broke_off_is_finished_by_the_next()
    {
        var shoes = _emulator.Store.Add("shoe_tags", Config);
        Write("shoes.json", shoes with { Config = Config.WithRetriever("ret_clip_v2"), Metadata = new() { ["stage"] = "trial" } });
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadRequest) with { Operation = TaxonomyOperations.Update });

        await Folder.ApplyAsync(CancellationToken.None);
        Failures.Should().ContainSingle().Which.Should().StartWith(PathOf("shoes.json"));
        await Folder.ApplyAsync(CancellationToken.None);

        _emulator.Store.Taxonomies.Should().HaveCount(2);
        _emulator.Store.Taxonomies.Single(taxonomy => taxonomy.TaxonomyName != "shoe_tags").Metadata["stage"]!.GetValue<string>().Should().Be("trial");
        Failures.Should().ContainSingle();
    }

    [Fact]
    public async Task Folder_is_read_anew_at_each_interval()
    {
        Write("bags.json", new Taxonomy { TaxonomyName = "bag_tags", Config = Config });
        await _host.StartAsync();
        var schedule = _host.Services.GetServices<IHostedService>().OfType<PlanSchedule>().Single();
        await _emulator.Requests.WaitForAsync(1);
        Write("hats.json", new Taxonomy { TaxonomyName = "hat_tags", Config = Config });
        _clock.Advance(Interval);
        await schedule.ExecuteTask!;

        _clock.Periods.Should().Equal(Interval);
        _emulator.Store.Find("hat_tags").Should().NotBeNull();
        await _host.WaitForShutdownAsync();
    }

    [Theory]
    [InlineData("Plans:Folder", "nowhere")]
    [InlineData("Plans:Interval", "00:00:00")]
    [InlineData("Mixpeek:BaseAddress", "http://example.org")]
    public async Task Bad_setting_is_named_when_the_worker_starts(string setting, string value)
    {
        _host.Services.GetRequiredService<IConfiguration>()[setting] = value;
        (await FluentActions.Awaiting(() => _host.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .Which.Message.Should().Contain(setting.Split(':')[1]);
    }

    private IEnumerable<string> Failures => _log.GetSnapshot().Where(record => record is { Level: LogLevel.Error, Category: not "Mixpeek.Taxonomies.Client.TaxonomyClient" }).Select(record => record.Message);

    private string PathOf(string file) => Path.Combine(_folder, file);

    private void Write(string file, Taxonomy taxonomy) => File.WriteAllText(PathOf(file), TaxonomyFile.Write(taxonomy));

    private sealed class ClockOfCalls : TimeProvider;

    private sealed class ScheduleClock : FakeTimeProvider
    {
        public List<TimeSpan> Periods { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Periods.Add(period);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
