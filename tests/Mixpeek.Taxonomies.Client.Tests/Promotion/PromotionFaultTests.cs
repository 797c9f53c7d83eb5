using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// A promotion and its roll-back meet every fault of the matrix at each of their requests, once or from then on, against
/// an emulator in memory: the production name is given on or stays, and is never lost.
/// </summary>
public sealed class PromotionFaultTests(FaultMatrixTests.InMemoryEmulator server) : IClassFixture<FaultMatrixTests.InMemoryEmulator>
{
    private const string Production = "product_tags";
    private const string Candidate = "product_tags_v2";
    private const string Archived = "product_tags_archived";
    private const int ForLong = 30;

    private static readonly TaxonomyPromotionOptions Options = new() { ArchivedName = Archived };

    private static readonly WireFault[] All = [.. WireFault.All, new("403", FaultKind.Status) { Status = HttpStatusCode.Forbidden }];

    public static TheoryData<string, bool, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, int>();
            foreach (var fault in All)
            {
                foreach (var isRollBack in (bool[])[false, true])
                {
                    cases.Add(fault.Name, isRollBack, 1);
                    cases.Add(fault.Name, isRollBack, ForLong);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Name_is_never_lost_whatever_a_request_meets(string fault, bool isRollBack, int times)
    {
        var struck = 0;
        while (await CheckAsync(All.Single(candidate => candidate.Name == fault), isRollBack, struck + 1, times))
            struck++;
        struck.Should().BeGreaterThanOrEqualTo(isRollBack ? 5 : 6, "each request of the call was struck");
    }

    /// <summary>Checks one case; false where the call has no such request.</summary>
    private async Task<bool> CheckAsync(WireFault fault, bool isRollBack, int request, int times)
    {
        var name = $"{(isRollBack ? "the roll-back" : "the promotion")} that meets '{fault}' {times} times from its request {request} on";
        var ns = server.AddNamespace(TaxonomyOperations.Clone);
        var newId = server.Add(ns, Candidate);
        var clock = new SkippingClock();
        using var limiter = new RecordingLimiter();
        using var wire = new StrickenHandler(server.Handler, fault, clock) { From = int.MaxValue, Times = 0, OnArrival = static (_, _) => { } };
        using var well = TaxonomyClient.Create(server.Options(ns, clock, limiter), wire);
        var promotion = isRollBack ? await well.PromoteAsync(Production, Candidate, Options) : null;
        using var handler = new StrickenHandler(server.Handler, fault, clock) { From = request, Times = times, OnArrival = Watch };
        using var client = TaxonomyClient.Create(server.Options(ns, clock, limiter), handler);

        var failure = await CatchAsync(() => RunAsync(client));
        if (!handler.HasStruck)
            return false;

        var names = server.NamesIn(ns);
        names.Should().HaveCount(2, name).And.ContainKey(newId, name).And.ContainKey(Sample.TaxonomyId, name);
        if (!names.ContainsValue(Production))
        {
            times.Should().Be(ForLong, $"{name} finishes or goes back");
            failure.Should().BeOfType<TaxonomyPromotionException>(name).Which.IsUndone.Should().BeFalse(name);
        }

        if (failure is null)
            CheckFinished(names);
        if (failure is TaxonomyPromotionException { IsUndone: true })
            names[isRollBack ? newId : Sample.TaxonomyId].Should().Be(Production, name);
        if (times == 1)
            handler.Undisposed.Should().Be(0, name);

        await RunAsync(well);
        CheckFinished(server.NamesIn(ns));
        return true;

        Task RunAsync(ITaxonomyClient by) => isRollBack ? by.RollBackAsync(promotion!) : by.PromoteAsync(Production, Candidate, Options);

        void CheckFinished(Dictionary<string, string> found)
        {
            found[newId].Should().Be(isRollBack ? Candidate : Production, name);
            found[Sample.TaxonomyId].Should().Be(isRollBack ? Production : Archived, name);
        }

        void Watch(HttpMethod method, string body)
        {
            if (method == HttpMethod.Patch && !server.NamesIn(ns).ContainsValue(Production))
                body.Should().Contain($"\"{Production}\"", $"nothing but giving the name is sent while nothing has it, by {name}");
        }
    }

    private static async Task<Exception?> CatchAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (TaxonomyException failure)
        {
            return failure;
        }
    }
}
