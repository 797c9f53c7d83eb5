using System.Collections.Concurrent;
using System.Net;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A thousand clones by sixteen callers over real sockets, with faults in three of ten requests: none twice, none lost.</summary>
[Collection(nameof(Alone))]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Calls = 1000;
    private const int Callers = 16;
    private const double FaultRate = 0.3;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    private static TaxonomyFault[] Faults { get; } =
    [
        TaxonomyFault.DropBeforeProcessing(),
        TaxonomyFault.DropAfterProcessing(),
        TaxonomyFault.DropAfterProcessing(),
        TaxonomyFault.TruncateBody(),
        TaxonomyFault.Garbage(),
        TaxonomyFault.Garbage().AfterProcessing(),
        TaxonomyFault.Answer(HttpStatusCode.OK, "{}"),
        TaxonomyFault.Answer(HttpStatusCode.Accepted, """{"task_id":"tsk_1"}""").AfterProcessing(),
        TaxonomyFault.Stall(),
        TaxonomyFault.Stall().AfterProcessing(),
        TaxonomyFault.StallBody(),
        TaxonomyFault.Answer(HttpStatusCode.TooManyRequests),
        TaxonomyFault.Answer(HttpStatusCode.RequestTimeout),
        TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable),
        .. new[] { HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout }
            .SelectMany(status => new[] { TaxonomyFault.Answer(status), TaxonomyFault.Answer(status).AfterProcessing() }),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public async Task Random_faults_make_no_clone_twice_and_lose_none(int seed)
    {
        var responses = await RunAsync(seed, maxRetries: 3, restarts: false);
        responses.Should().BeGreaterThan(Calls * 9 / 10);
    }

    [Fact]
    public async Task Calls_that_give_up_at_once_say_truly_how_they_ended()
    {
        var responses = await RunAsync(seed: 3, maxRetries: 0, restarts: false);
        responses.Should().BeLessThan(Calls * 95 / 100, "without repeats some calls fail");
    }

    [Fact]
    public async Task Server_that_is_restarted_meanwhile_makes_no_clone_twice_and_loses_none()
    {
        var responses = await RunAsync(seed: 7, maxRetries: 3, restarts: true);
        responses.Should().BeGreaterThan(Calls * 9 / 10);
    }

    [Fact]
    public async Task Two_callers_of_each_name_with_descriptions_of_their_own_never_take_the_others_clone()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("source", Sample.FlatConfig);
        emulator.Faults.AddAtRandom(0.5, new Random(11), Faults);
        var options = emulator.CreateClientOptions();
        options.TimeProvider = new HurriedClock();
        options.AttemptTimeout = TimeSpan.FromSeconds(1);
        using var client = TaxonomyClient.Create(options);
        using var bound = new CancellationTokenSource(Bound);
        var mine = new ConcurrentBag<(string Caller, Taxonomy Clone)>();
        await Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = bound.Token }, async (number, token) =>
        {
            var caller = $"caller {number % 2}";
            if (await EndingAsync(client, new CloneTaxonomyRequest { TaxonomyName = $"clone_{number / 2}", Description = caller }, token) is CloneTaxonomyResponse response)
                mine.Add((caller, response.Taxonomy));
        });

        mine.Should().HaveCountGreaterThan(Calls / 5);
        mine.Select(ending => ending.Clone.TaxonomyName).Should().OnlyHaveUniqueItems("a name has one owner");
        mine.Should().OnlyContain(ending => emulator.Store.Find(ending.Clone.TaxonomyId, null)!.Description == ending.Caller);
    }

    /// <summary>Returns how many calls ended in a response.</summary>
    private async Task<int> RunAsync(int seed, int maxRetries, bool restarts)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("source", Sample.FlatConfig);
        emulator.Faults.AddAtRandom(FaultRate, new Random(seed), Faults);
        var options = emulator.CreateClientOptions();
        options.TimeProvider = new HurriedClock();
        options.AttemptTimeout = TimeSpan.FromSeconds(1);
        options.MaxRetries = maxRetries;
        using var client = TaxonomyClient.Create(options);
        using var bound = new CancellationTokenSource(Bound);
        var endings = new ConcurrentDictionary<string, object>();
        var restart = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var restarted = restarts ? RestartAsync() : Task.CompletedTask;

        await Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = bound.Token }, async (number, token) =>
        {
            var name = $"clone_{number}";
            endings[name] = await EndingAsync(client, new CloneTaxonomyRequest { TaxonomyName = name }, token);
            if (endings.Count == Calls / 2)
                restart.TrySetResult();
        });
        await restarted;

        Check(emulator.Store.Taxonomies, endings, seed);
        output.WriteLine(Describe(endings, emulator.Requests.Count));
        return endings.Values.OfType<CloneTaxonomyResponse>().Count();

        async Task RestartAsync()
        {
            await restart.Task;
            await emulator.RestartAsync(bound.Token);
        }
    }

    /// <summary>The response, or the exception that the call ended in.</summary>
    private static async Task<object> EndingAsync(TaxonomyClient client, CloneTaxonomyRequest request, CancellationToken token)
    {
        try
        {
            return await client.CloneAsync("source", request, token);
        }
        catch (TaxonomyException failure)
        {
            return failure;
        }
    }

    private static void Check(IReadOnlyList<Taxonomy> held, ConcurrentDictionary<string, object> endings, int seed)
    {
        endings.Should().HaveCount(Calls);
        var byName = held.ToLookup(taxonomy => taxonomy.TaxonomyName);
        foreach (var (name, ending) in endings)
        {
            var copies = byName[name].ToArray();
            switch (ending)
            {
                case CloneTaxonomyResponse response:
                    copies.Should().ContainSingle($"{name} was returned (seed {seed})").Which.TaxonomyId.Should().Be(response.Taxonomy.TaxonomyId);
                    response.Taxonomy.TaxonomyName.Should().Be(name);
                    break;
                case TaxonomyOutcomeUnknownException unknown:
                    copies.Length.Should().BeLessThanOrEqualTo(1, $"{name} is unknown (seed {seed})");
                    unknown.TaxonomyName.Should().Be(name);
                    break;
                default:
                    copies.Should().BeEmpty($"{name} failed with {ending} (seed {seed})");
                    ending.Should().NotBeOfType<TaxonomyConflictException>("no other caller has the name");
                    break;
            }
        }

        endings.Values.OfType<CloneTaxonomyResponse>().Count(response => response.Outcome == CreationOutcome.Recovered)
            .Should().BeGreaterThan(Calls / 20, "lost answers were settled");
    }

    private static string Describe(ConcurrentDictionary<string, object> endings, int requests)
    {
        var kinds = endings.Values.GroupBy(ending => ending is CloneTaxonomyResponse response ? $"{response.Outcome}" : ending.GetType().Name);
        return $"{requests} requests: {string.Join(", ", kinds.OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Count()} {kind.Key}"))}";
    }
}
