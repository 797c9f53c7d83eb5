using System.Diagnostics;
using System.Net.Http.Headers;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Damaged requests, with fixed seeds: none is answered with a fault of the emulator, takes long, or stays in memory.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Requests = 20_000;
    private const long AllowedGrowth = 96 * 1024 * 1024;

    private static readonly TimeSpan AllowedTime = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Twenty_thousand_damaged_requests_are_answered_soon_and_by_no_fault_of_the_emulator()
    {
        var contract = await ContractDocument.LoadAsync();
        await using var session = await EmulatorSession.StartAsync();
        ContractPool.Fill(session.Emulator.Store);
        var statuses = new SortedDictionary<int, int>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var seed = 0; seed < Requests; seed++)
        {
            ContractPool.Refill(session.Emulator.Store);
            // On a busy machine anything may take long once; what takes long again does so for its own sake.
            var (status, elapsed) = await SendAsync(session, contract, seed);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (elapsed > AllowedTime)
                (_, elapsed) = await SendAsync(session, contract, seed);
            if (elapsed > AllowedTime)
                Assert.Fail($"Seed {seed} took {elapsed}.");
        }

        output.WriteLine(string.Join(", ", statuses.Select(status => $"{status.Key}: {status.Value}")));
        statuses.Keys.Should().Contain([200, 201, 400, 404, 409, 422], "the damage reaches every part of the emulator");
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(AllowedGrowth);
        session.Emulator.Requests.Count.Should().BeLessThanOrEqualTo(new TaxonomyEmulatorOptions().MaxRecordedRequests);
    }

    private static async Task<(int Status, TimeSpan Elapsed)> SendAsync(EmulatorSession session, ContractDocument contract, int seed)
    {
        var random = new Random(seed);
        var request = new RequestGenerator(contract, random).Next(contract.Operations[random.Next(contract.Operations.Count)]);
        var (path, body) = new RequestDamage(random).Apply(request);
        using var content = body is null ? null : new ByteArrayContent(body);
        if (content is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        var start = Stopwatch.GetTimestamp();
        var reply = await session.SendAsync(request.Operation.Method, path, content, key: null, ns: null);
        if ((int)reply.Status >= 500)
            Assert.Fail($"Seed {seed}: {request.Operation.Method} {path}\n{System.Text.Encoding.UTF8.GetString(body ?? [])}\nwas answered {(int)reply.Status} {reply.Body?.ToJsonString()}");
        return ((int)reply.Status, Stopwatch.GetElapsedTime(start));
    }
}
