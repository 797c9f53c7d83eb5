using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What the client logs, and at which level; alike for a client of a container and one without.</summary>
public sealed class LoggingTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private readonly FakeLogCollector _log = new();
    private TaxonomyEmulator _emulator = null!;
    private ServiceProvider _provider = null!;
    private TaxonomyClient _created = null!;

    private IEnumerable<FakeLogRecord> Lines => _log.GetSnapshot().Where(line => line.Category == "Mixpeek.Taxonomies.Client.TaxonomyClient");

    private IEnumerable<string> Loud => Lines.Where(line => line.Level >= LogLevel.Information).Select(line => $"{line.Level} {line.Id.Id} {line.Id.Name}");

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = _clock });
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
        _provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(_log)))
            .AddTaxonomyClient().UseEmulator(_emulator).Services.BuildServiceProvider();
        _created = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), _provider.GetRequiredService<ILoggerFactory>());
    }

    public async ValueTask DisposeAsync()
    {
        _created.Dispose();
        await _provider.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Success_is_told_at_debug_alone(bool inContainer)
    {
        await Client(inContainer).CloneAsync("product_tags", Sample.CloneRequest);
        Lines.Select(line => (line.Level, line.Id.Id, line.Id.Name)).Should().Equal((LogLevel.Debug, 1, "Answered"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failed_call_is_one_error_after_one_warning_for_each_repeat(bool inContainer)
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "2") with { Times = 4 });
        var failure = (await Client(inContainer).Awaiting(client => client.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyServerException>()).Which;
        Loud.Should().Equal("Warning 2 Retrying", "Warning 2 Retrying", "Warning 2 Retrying", "Error 3 Failed");
        Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Message).Should().Equal(
            Enumerable.Range(1, 3).Select(attempt => $"GetTaxonomy failed at attempt {attempt} (503 InferenceServiceUnavailableError); trying again in 00:00:02"));
        Lines.Single(line => line.Level == LogLevel.Error).Message.Should().Be($"GetTaxonomy failed in 4 attempts with TaxonomyServerException: {failure.Message}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_line_of_a_call_is_in_the_scope_of_its_operation_and_namespace(bool inContainer)
    {
        _emulator.Store.AddNamespace("tenant-b");
        _emulator.Store.Add("t", Sample.FlatConfig, namespaceName: "tenant-b");
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable));
        await Client(inContainer).WithOptions(new TaxonomyCallOptions { Namespace = "tenant-b" }).GetAsync("t");
        _log.GetSnapshot().Select(line => line.Category).Should().Contain(["Polly", "Mixpeek.Taxonomies.Client.TaxonomyClient"]);
        foreach (var line in _log.GetSnapshot())
        {
            line.Scopes.OfType<IEnumerable<KeyValuePair<string, object?>>>().SelectMany(scope => scope)
                .Should().Contain([KeyValuePair.Create<string, object?>("Operation", "GetTaxonomy"), KeyValuePair.Create<string, object?>("Namespace", "tenant-b")], line.Message);
            line.Scopes.Select(scope => $"{scope}").Should().Contain("Operation:GetTaxonomy Namespace:tenant-b");
        }
    }

    [Fact]
    public async Task Recovered_call_is_told_at_information()
    {
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        await _created.CloneAsync("product_tags", Sample.CloneRequest);
        Loud.Should().Equal("Information 5 LookingUp", "Information 10 Recovered");
    }

    [Fact]
    public async Task Repeat_after_a_look_up_tells_of_the_attempt_that_is_repeated()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError));
        await _created.CloneAsync("product_tags", Sample.CloneRequest);
        Loud.Should().Equal("Information 5 LookingUp", "Warning 2 Retrying");
        Lines.Single(line => line.Level == LogLevel.Warning).Message.Should().Be("CloneTaxonomy failed at attempt 1 (500 InternalServerError); trying again in 00:00:00.5000000");
    }

    [Fact]
    public async Task Cancellation_of_the_caller_is_no_error()
    {
        using var caller = new CancellationTokenSource();
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var get = _created.GetAsync("product_tags", cancellationToken: caller.Token);
        await _emulator.Requests.WaitForAsync(1);
        await caller.CancelAsync();
        await FluentActions.Awaiting(() => get).Should().ThrowAsync<OperationCanceledException>();
        Loud.Should().BeEmpty();
        Lines.Last().Message.Should().Be("GetTaxonomy was cancelled by its caller after 1 attempts");
    }

    [Fact]
    public async Task Taxonomy_that_is_not_there_is_no_error_where_it_is_asked_for()
    {
        (await _created.TryGetAsync("missing")).Should().BeNull();
        Loud.Should().BeEmpty();
        await _created.Awaiting(client => client.DeleteAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>();
        Loud.Should().Equal("Error 3 Failed");
    }

    [Fact]
    public async Task Request_that_is_held_back_is_told_at_debug()
    {
        using var limiter = new RecordingLimiter(TimeSpan.FromSeconds(3));
        using var client = TaxonomyClient.Create(Limited(), _provider.GetRequiredService<ILoggerFactory>());
        await client.GetAsync("product_tags");
        Lines.Select(line => line.Message).Should().StartWith("GetTaxonomy is held back: limiter");

        TaxonomyClientOptions Limited()
        {
            var options = Sample.OptionsOf(_emulator, _clock);
            options.RateLimiter = limiter;
            return options;
        }
    }

    [Fact]
    public async Task Nothing_is_begun_in_a_log_that_takes_nothing()
    {
        var log = new ClosedLog();
        using var loggers = new LoggerFactory([log]);
        using var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), loggers);
        await client.GetAsync("product_tags");
        log.Scopes.Should().Be(0);
    }

    [Fact]
    public void Table_in_the_documentation_is_what_the_client_logs()
    {
        var events = typeof(TaxonomyLog).GetMethods().Select(method => (method.Name, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(method => method.Event is not null).OrderBy(method => method.Event!.EventId).ToArray();
        events.Select(method => method.Event!.EventId).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(10);
        var rows = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "logging.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        rows.Select(row => string.Join('|', row.Split('|')[..5]) + "|").Should().Equal(
            events.Select(method => $"| {method.Event!.EventId} | `{method.Name}` | {method.Event.Level} | {method.Event.Message} |"));
    }

    private ITaxonomyClient Client(bool inContainer) => inContainer ? _provider.GetRequiredService<ITaxonomyClient>() : _created;

    private sealed class ClosedLog : ILoggerProvider, ILogger
    {
        public int Scopes { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Scopes++;
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => false;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("It is closed.");

        public void Dispose()
        {
        }
    }
}
