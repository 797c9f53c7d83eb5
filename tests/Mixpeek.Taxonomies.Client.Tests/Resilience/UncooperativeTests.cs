using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Mixpeek.Taxonomies.Emulator;
using Polly.Telemetry;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A component that does not mind its token, or that fails after a success, costs the caller neither time nor result.</summary>
public sealed class UncooperativeTests : IAsyncLifetime
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _clock = new();
    private readonly Deaf _deaf = new();
    private TaxonomyEmulator _emulator = null!;

    public static TheoryData<string> Components => ["provider", "limiter", "handler"];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Theory]
    [MemberData(nameof(Components))]
    public async Task Total_time_ends_a_call_whatever_holds_it(string component)
    {
        using var client = Client(component);
        var call = client.WithOptions(new TaxonomyCallOptions { Timeout = TimeSpan.FromSeconds(2) }).GetAsync("product_tags");
        await _deaf.Entered;
        _clock.Advance(TimeSpan.FromSeconds(2));
        call.IsCompleted.Should().BeFalse("what minds its token may still end by itself");
        _clock.Advance(Grace);
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.Message.Should().StartWith("GetTaxonomy did not end within 2 s (TaxonomyCallOptions.Timeout)");
        failure.Timeout.Should().Be(TimeSpan.FromSeconds(2));
        failure.Attempts.Select(attempt => attempt.Failure).Should().Equal(component == "handler" ? ["not answered in time"] : Array.Empty<string>());
    }

    [Theory]
    [MemberData(nameof(Components))]
    public async Task Caller_cancels_a_call_whatever_holds_it(string component)
    {
        using var client = Client(component);
        using var caller = new CancellationTokenSource();
        var call = client.GetAsync("product_tags", cancellationToken: caller.Token);
        await _deaf.Entered;
        await caller.CancelAsync();
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
    }

    [Theory]
    [InlineData("CloneTaxonomy", "product_tags_v2")]
    [InlineData("CreateTaxonomyVersion", null)]
    public async Task Creation_that_was_sent_by_then_is_unknown_and_nothing_follows_it(string operation, string? name)
    {
        using var client = Client("handler");
        var call = Sample.Calls[Sample.Operation(operation)](client, CancellationToken.None);
        await _deaf.Entered;
        _clock.Advance(new TaxonomyClientOptions().TotalTimeout + Grace);
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.TaxonomyName.Should().Be(name);
        failure.InnerException.Should().BeOfType<TaxonomyTimeoutException>();
        failure.Attempts.Should().ContainSingle();
        _deaf.Leave();
        _emulator.Requests.Should().ContainSingle("no look-up and no repeat is sent for a call that has ended");
    }

    [Theory]
    [InlineData("provider")]
    [InlineData("limiter")]
    public async Task Nothing_is_sent_once_the_call_has_ended(string component)
    {
        using var client = Client(component);
        var call = client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "late" });
        await _deaf.Entered;
        _clock.Advance(new TaxonomyClientOptions().TotalTimeout + Grace);
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>();
        _deaf.Leave();
        _emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_caller_who_has_gone_even_by_a_handler_that_drops_the_token()
    {
        using var primary = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock);
        services.AddTaxonomyClient(options => options.ApiKey = Sample.ApiKey).ConfigurePrimaryHttpMessageHandler(() => primary);
        services.ConfigureHttpClientDefaults(defaults => defaults.AddHttpMessageHandler(() => new TokenDroppingHandler(_deaf)));
        await using var provider = services.BuildServiceProvider();
        using var caller = new CancellationTokenSource();
        var call = provider.GetRequiredService<ITaxonomyClient>().CreateAsync(Sample.CreateRequest, caller.Token);
        await _deaf.Entered;
        await caller.CancelAsync();
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
        _deaf.Leave();
        primary.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Permit_that_the_limiter_would_not_take_back_costs_no_result()
    {
        using var limiter = new GrudgingLimiter();
        var options = Sample.OptionsOf(_emulator, _clock);
        options.RateLimiter = limiter;
        var log = new FakeLogCollector();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new FakeLoggerProvider(log)));
        using var client = TaxonomyClient.Create(options, loggers);
        (await client.GetAsync("product_tags")).TaxonomyName.Should().Be("product_tags");
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Created);
        log.GetSnapshot().Select(line => $"{line.Level}: {line.Message}: {line.Exception?.Message}")
            .Should().Equal(Enumerable.Repeat("Warning: Giving a permit back to the rate limiter failed: The limiter is closed.", 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Log_that_fails_costs_no_result(bool inContainer)
    {
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FailingLog()));
        await using var provider = new ServiceCollection().AddSingleton<ILoggerFactory>(loggers).AddTaxonomyClient().UseEmulator(_emulator).Services.BuildServiceProvider();
        using var made = TaxonomyClient.Create(_emulator.CreateClientOptions(), loggers);
        var client = inContainer ? provider.GetRequiredService<ITaxonomyClient>() : made;
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "0.01"), TaxonomyFault.DropAfterProcessing());
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        await client.Awaiting(c => c.GetAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>();
    }

    [Fact]
    public async Task Telemetry_that_fails_costs_no_result()
    {
        using var measured = new MetricCollector<double>(null, "Polly", "resilience.polly.pipeline.duration");
        var telemetry = new FailingTelemetry();
        var services = new ServiceCollection().Configure<TelemetryOptions>(options =>
        {
            options.TelemetryListeners.Add(telemetry);
            options.MeteringEnrichers.Add(new FailingEnricher(telemetry));
            options.ResultFormatter = (_, _) => throw telemetry.Fail();
        });
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider()));
        await using var provider = services.AddTaxonomyClient().UseEmulator(_emulator).Services.BuildServiceProvider();
        (await provider.GetRequiredService<ITaxonomyClient>().CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Created);
        telemetry.Failures.Should().BeGreaterThan(2, "all three have thrown");
    }

    private TaxonomyClient Client(string component)
    {
        var options = Sample.OptionsOf(_emulator, _clock);
        options.CredentialProvider = component == "provider" ? _deaf : options.CredentialProvider;
        options.RateLimiter = component == "limiter" ? new DeafLimiter(_deaf) : null;
        return component == "handler" ? TaxonomyClient.Create(options, new DeafHandler(_deaf)) : TaxonomyClient.Create(options);
    }

    /// <summary>Whoever enters here stays until it is told to leave, whatever its token says.</summary>
    private sealed class Deaf : ITaxonomyCredentialProvider
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _leave = new();

        public Task Entered => _entered.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public Task StayAsync()
        {
            _entered.TrySetResult();
            return _leave.Task;
        }

        /// <summary>Lets everyone go, and runs what they do next as far as it goes.</summary>
        public void Leave() => _leave.SetResult();

        public async ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken)
        {
            await StayAsync();
            return "sk_late";
        }
    }

    private sealed class DeafHandler(Deaf deaf) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, CancellationToken.None);
            await deaf.StayAsync();
            return response;
        }
    }

    private sealed class TokenDroppingHandler(Deaf deaf) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await deaf.StayAsync();
            return await base.SendAsync(request, CancellationToken.None);
        }
    }

    private sealed class DeafLimiter(Deaf deaf) : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => throw new NotSupportedException("The client waits for its permits.");

        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        {
            await deaf.StayAsync();
            return new GrudgingLimiter.Lease(isGrudging: false);
        }
    }

    /// <summary>Fails when a permit comes back.</summary>
    private sealed class GrudgingLimiter : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => throw new NotSupportedException("The client waits for its permits.");

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            ValueTask.FromResult<RateLimitLease>(new Lease(isGrudging: true));

        internal sealed class Lease(bool isGrudging) : RateLimitLease
        {
            public override bool IsAcquired => true;

            public override IEnumerable<string> MetadataNames => [];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }

            protected override void Dispose(bool disposing)
            {
                base.Dispose(disposing);
                if (isGrudging)
                    throw new InvalidOperationException("The limiter is closed.");
            }
        }
    }

    private sealed class FailingTelemetry : TelemetryListener
    {
        private int _failures;

        public int Failures => _failures;

        public InvalidOperationException Fail()
        {
            Interlocked.Increment(ref _failures);
            return new InvalidOperationException("The sink is closed.");
        }

        public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args) => throw Fail();
    }

    private sealed class FailingEnricher(FailingTelemetry telemetry) : MeteringEnricher
    {
        public override void Enrich<TResult, TArgs>(in EnrichmentContext<TResult, TArgs> context) => throw telemetry.Fail();
    }

    private sealed class FailingLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new IOException("The disk is full.");

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");

        public void Dispose()
        {
        }
    }
}
