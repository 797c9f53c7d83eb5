using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// One operation of each group of those that behave alike, met by every fault, at its first and its last attempt,
/// cancelled or not, against an emulator in memory; and every other operation met by one fault.
/// </summary>
public sealed class FaultMatrixTests(FaultMatrixTests.InMemoryEmulator server) : IClassFixture<FaultMatrixTests.InMemoryEmulator>
{
    private const string Renamed = "product_tags_renamed";
    private const string SmokeFault = "500, processed";

    private static readonly bool[] Positions = [false, true];

    /// <summary>The operations that go through the whole matrix, one of each group.</summary>
    public static IReadOnlyList<TaxonomyOperation> Representatives { get; } =
    [
        TaxonomyOperations.Get, TaxonomyOperations.Update, TaxonomyOperations.Delete,
        TaxonomyOperations.InstantiateTemplate, TaxonomyOperations.Clone, TaxonomyOperations.CreateVersion,
    ];

    public static int CaseCount => Cases.Count * Positions.Length * Enum.GetValues<Cancellation>().Length;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var operation in Representatives)
            {
                foreach (var fault in WireFault.All)
                    cases.Add(operation.Name, fault.Name);
            }

            return cases;
        }
    }

    public static TheoryData<string> Others => [.. Sample.Calls.Keys.Except(Representatives).Select(operation => operation.Name)];

    [Fact]
    public void Every_group_has_its_representative() =>
        Representatives.Select(FaultExpectation.GroupOf).Should().BeEquivalentTo(Enum.GetValues<OperationGroup>());

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Call_that_meets_a_fault(string operation, string fault)
    {
        foreach (var isLast in Positions)
        {
            foreach (var cancellation in Enum.GetValues<Cancellation>())
                await CheckAsync(Sample.Operation(operation), FaultOf(fault), isLast, cancellation);
        }
    }

    [Theory]
    [Trait("Category", "Smoke")]
    [MemberData(nameof(Others))]
    public Task Call_of_the_same_group_meets_one_fault(string operation) =>
        CheckAsync(Sample.Operation(operation), FaultOf(SmokeFault), isLast: false, Cancellation.None);

    private static WireFault FaultOf(string name) => WireFault.All.Single(candidate => candidate.Name == name);

    private async Task CheckAsync(TaxonomyOperation operation, WireFault fault, bool isLast, Cancellation cancellation)
    {
        var name = $"{operation.Name} that meets '{fault}' at its {(isLast ? "last" : "first")} attempt, cancellation: {cancellation}";
        var expected = FaultExpectation.Of(fault, FaultExpectation.GroupOf(operation), isLast, cancellation);
        var ns = server.AddNamespace(operation);
        var clock = new SkippingClock();
        using var caller = new CancellationTokenSource();
        using var limiter = new RecordingLimiter();
        using var handler = new FaultyHandler(server.Handler, fault, isLast ? 4 : 1, clock)
        {
            Renames = operation == TaxonomyOperations.Update,
            CancelsWhileSending = cancellation == Cancellation.DuringSend ? caller : null,
        };
        clock.OnWait = wait =>
        {
            handler.Steps.Add(wait.TotalSeconds.ToString(CultureInfo.InvariantCulture));
            if (cancellation != Cancellation.DuringBackOff || !handler.HasStruck)
                return true;
            caller.Cancel();
            return false;
        };
        var ended = new List<TaxonomyCall>();
        using var root = TaxonomyClient.Create(server.Options(ns, clock, limiter), handler);
        var client = root.WithOptions(new TaxonomyCallOptions { OnCompleted = ended.Add });

        var failure = await CatchAsync(() => InMemoryEmulator.CallAsync(client, operation, ns, caller.Token));

        handler.Steps.Should().Equal(expected.Steps, name);
        EndingOf(failure, ended.Single()).Should().Be(expected.Ending, name);
        handler.Bodies.Distinct().Count().Should().BeLessThanOrEqualTo(1, $"the request of {name} stays the same");
        handler.Arrived.Should().Be(expected.Steps.Count(step => !FaultExpectation.IsWait(step)) - (fault.IsUnsent ? 1 : 0), name);
        var effects = operation.Safety != OperationSafety.Read && expected.HasEffect(fault) ? 1 : 0;
        server.EffectsOf(operation, ns, handler).Should().Be(effects, $"that is how often {name} took effect");
        handler.Undisposed.Should().Be(0, $"{name} leaves nothing open");
        limiter.Returned.Should().Be(limiter.Asked, name);
        clock.OpenTimers.Should().Be(0, $"{name} leaves no timer");
        CheckAudit(ended.Single(), failure, operation, fault, expected, name);
    }

    private static void CheckAudit(
        TaxonomyCall call, Exception? failure, TaxonomyOperation operation, WireFault fault, FaultExpectation expected, string name)
    {
        var requests = expected.Steps.Where(step => !FaultExpectation.IsWait(step)).ToArray();
        call.Operation.Should().Be(operation, name);
        call.Attempts.Select(attempt => attempt.Operation == operation).Should().Equal(requests.Select(step => step == "own" || operation == TaxonomyOperations.Get), name);
        call.Attempts.Select(attempt => attempt.Number).Should().Equal(Enumerable.Range(1, requests.Length), name);
        if (failure is null or OperationCanceledException)
            return;
        var known = failure.Should().BeAssignableTo<TaxonomyException>(name).Subject;
        known.Call.Should().BeSameAs(call, name);
        known.Operation.Should().Be(operation, name);
        switch (known)
        {
            case TaxonomyOutcomeUnknownException unknown:
                unknown.InnerException!.GetType().Should().Be(fault.Error, name);
                unknown.NameState.Should().Be(requests.Contains("name") ? TaxonomyNameState.Free : TaxonomyNameState.Unknown, name);
                unknown.TaxonomyName.Should().Be(NameOf(operation), name);
                break;
            case TaxonomyApiException answer:
                answer.StatusCode.Should().Be(fault.Status, name);
                answer.ResponseBody.Should().Contain("error", name);
                if (answer is TaxonomyRateLimitException && fault.Wait != PollyBackoff.Seconds[0])
                    answer.RetryAfter.Should().Be(TimeSpan.FromSeconds(fault.Wait ?? 86400), name);
                break;
            case TaxonomySerializationException unreadable:
                unreadable.StatusCode.Should().Be(System.Net.HttpStatusCode.OK, name);
                break;
            case TaxonomyTimeoutException late:
                late.Timeout.Should().Be(TimeSpan.FromSeconds(30), name);
                break;
            default:
                known.InnerException.Should().Match(inner => inner is HttpRequestException || inner is IOException, name);
                break;
        }
    }

    private static string? NameOf(TaxonomyOperation operation) => operation.Name switch
    {
        "CreateTaxonomy" => "product_tags",
        "CloneTaxonomy" => "product_tags_v2",
        "InstantiateTemplate" => "from_template",
        "UpdateTaxonomy" => Renamed,
        _ => null,
    };

    private static string EndingOf(Exception? failure, TaxonomyCall call) => failure switch
    {
        null => call.IsRecovered ? FaultExpectation.Recovered : FaultExpectation.Succeeds,
        OperationCanceledException => FaultExpectation.Cancelled,
        _ => failure.GetType().Name,
    };

    private static async Task<Exception?> CatchAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>An emulator without a socket; each case has a namespace of its own in it.</summary>
    public sealed class InMemoryEmulator : IAsyncLifetime
    {
        private readonly SkippingClock _clock = new();
        private TaxonomyEmulator _emulator = null!;
        private int _namespaces;

        internal HttpMessageHandler Handler { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var options = new TaxonomyEmulatorOptions { TimeProvider = _clock, RequestsPerMinute = int.MaxValue };
            _emulator = await TaxonomyEmulator.StartAsync(options, static (host, _) => host.UseTestServer(), CancellationToken.None);
            Handler = ((TestServer)_emulator.Server).CreateHandler();
            Sample.Seed(_emulator, TaxonomyOperations.Create);
        }

        public async ValueTask DisposeAsync()
        {
            Handler.Dispose();
            await _emulator.DisposeAsync();
        }

        internal string AddNamespace(TaxonomyOperation operation)
        {
            var ns = $"ns_{Interlocked.Increment(ref _namespaces)}";
            _emulator.Store.AddNamespace(ns);
            if (operation != TaxonomyOperations.Create)
                _emulator.Store.Add("product_tags", Sample.FlatConfig, namespaceName: ns, id: Sample.TaxonomyId);
            return ns;
        }

        internal string Add(string ns, string name) => _emulator.Store.Add(name, Sample.FlatConfig, namespaceName: ns).TaxonomyId;

        /// <summary>The names in a namespace, by ID.</summary>
        internal Dictionary<string, string> NamesIn(string ns) =>
            _emulator.Store.In(ns).ToDictionary(taxonomy => taxonomy.TaxonomyId, taxonomy => taxonomy.TaxonomyName);

        internal TaxonomyClientOptions Options(string ns, SkippingClock clock, RecordingLimiter limiter)
        {
            var options = Sample.OptionsOf(_emulator, clock);
            options.Namespace = ns;
            options.RateLimiter = limiter;
            return options;
        }

        internal static Task CallAsync(ITaxonomyClient client, TaxonomyOperation operation, string ns, CancellationToken token)
        {
            if (operation == TaxonomyOperations.Update)
                return client.UpdateAsync("product_tags", new UpdateTaxonomyRequest { TaxonomyName = Renamed }, token);
            return operation == TaxonomyOperations.CreateTemplateFromTaxonomy
                ? client.Templates.CreateFromTaxonomyAsync(Sample.TaxonomyId, new CreateTemplateRequest { TemplateName = ns }, token)
                : Sample.Calls[operation](client, token);
        }

        /// <summary>How often an operation took effect, by what the emulator holds.</summary>
        internal int EffectsOf(TaxonomyOperation operation, string ns, FaultyHandler handler)
        {
            var names = _emulator.Store.In(ns).Select(taxonomy => taxonomy.TaxonomyName).ToArray();
            return operation.Name switch
            {
                "UpdateTaxonomy" => names.Count(name => name == Renamed),
                "DeleteTaxonomy" => 1 - names.Length,
                "CreateTaxonomyVersion" => _emulator.Store.Find(Sample.TaxonomyId, ns)!.Version - 1,
                "CreateTemplateFromTaxonomy" => _emulator.Store.Templates.All.Count(template => template.Name == ns),
                "ApplyTaxonomyToCollection" => handler.Processed,
                _ => names.Count(name => name == NameOf(operation)) + names.Length - names.Distinct().Count(),
            };
        }
    }
}
