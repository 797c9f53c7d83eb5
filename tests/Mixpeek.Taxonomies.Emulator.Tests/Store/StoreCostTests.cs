using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>What a request costs does not grow with what the emulator holds.</summary>
[Collection(nameof(Alone))]
public sealed class StoreCostTests
{
    private const int Few = 100;
    private const int Many = 20_000;

    private static readonly TaxonomyConfig Config = new HierarchicalTaxonomyConfig();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sort":{"field":"taxonomy_name"}}""")]
    [InlineData("""{"sort":{"field":"created_at","direction":"desc"}}""")]
    [InlineData("""{"search":"TAGS"}""")]
    [InlineData("""{"filters":{"ready":true}}""")]
    public async Task Page_allocates_the_same_with_few_and_with_many_taxonomies(string body)
    {
        var (few, many) = (await BytesAsync(Few), await BytesAsync(Many));
        ((double)many / few).Should().BeLessThan(2, "{0} bytes with {1} taxonomies, and {2} with {3}", few, Few, many, Many);

        async Task<long> BytesAsync(int count)
        {
            await using var emulator = await StartAsync(count);
            var next = count;
            // The query is known after its first page; then the list changes before each page.
            List(emulator, body);
            return Enumerable.Range(0, 5).Min(_ =>
            {
                emulator.Store.Add(NameOf(next++), Config);
                var before = GC.GetAllocatedBytesForCurrentThread();
                List(emulator, body);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }
    }

    public static TheoryData<string, Action<TaxonomyEmulator>> Lookups => new()
    {
        { "a name", static emulator => emulator.Store.Find(NameOf(0)) },
        { "an ID", static emulator => emulator.Store.Find("tax_0") },
        { "no taxonomy", static emulator => emulator.Store.Find("none") },
        { "a rename", static emulator => emulator.Store.Update(emulator.Namespace, NameOf(0), taxonomy => taxonomy, out _) },
        { "a deletion and an addition", static emulator => { emulator.Store.Delete(emulator.Namespace, "last"); emulator.Store.Add("last", Config); } },
        { "a version", static emulator => emulator.Store.Use(emulator.Namespace, "versions", static stored => stored.Version(50)) },
        { "a template", static emulator => emulator.Store.Templates.Find("tmpl_0") },
        { "the number of templates", static emulator => _ = emulator.Store.Templates.All.Count },
        { "the assignments of a taxonomy", static emulator => emulator.Store.Assignments.Of("tax_0") },
        { "the number of taxonomies", static emulator => _ = emulator.Store.Taxonomies.Count },
        { "the last request", static emulator => _ = emulator.Requests[^1] },
    };

    [Theory]
    [MemberData(nameof(Lookups), DisableDiscoveryEnumeration = true)]
    public async Task Lookup_takes_the_same_time_with_few_and_with_many(string what, Action<TaxonomyEmulator> lookup)
    {
        await using var few = await StartAsync(Few);
        await using var many = await StartAsync(Many);
        var (ofFew, ofMany) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 20; round++)
        {
            ofFew = Min(ofFew, TimeOf(few));
            ofMany = Min(ofMany, TimeOf(many));
        }

        // A walk takes 200 times as long; a tree of the larger size is twice as high.
        (ofMany / ofFew).Should().BeLessThan(10, what);

        TimeSpan TimeOf(TaxonomyEmulator emulator)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < 50; i++)
                lookup(emulator);
            return Stopwatch.GetElapsedTime(start);
        }

        static TimeSpan Min(TimeSpan first, TimeSpan second) => first < second ? first : second;
    }

    private static async Task<TaxonomyEmulator> StartAsync(int count)
    {
        var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { MaxRecordedRequests = Many });
        var headers = new Dictionary<string, string>();
        for (var i = 0; i < count; i++)
        {
            emulator.Store.Add(NameOf(i), Config, id: $"tax_{i}");
            emulator.Store.Templates.Add(new TaxonomyTemplate { TemplateId = $"tmpl_{i}", Configuration = [] });
            emulator.Store.Assignments.Add(new TaxonomyAssignment { TaxonomyId = $"tax_{i}", CollectionId = "c", SequenceId = "s", Label = "l", At = DateTimeOffset.UnixEpoch });
            emulator.Requests.Add(new EmulatorRequest { Method = "GET", Path = "/", Query = "", Headers = headers, Body = "" });
        }

        emulator.Store.Add("last", Config);
        var id = emulator.Store.Add("versions", Config).TaxonomyId;
        for (var i = 0; i < count / 10; i++)
            emulator.Store.AddVersion(emulator.Namespace, id, Config);
        return emulator;
    }

    private static string NameOf(int number) => $"tags_{number:00000}";

    private static void List(TaxonomyEmulator emulator, string body)
    {
        var query = new QueryCollection(QueryHelpers.ParseQuery("?limit=20&offset=40&include_total=true"));
        var call = new EmulatorCall(emulator.Store, emulator.Namespace, "", query, Encoding.UTF8.GetBytes(body), DateTimeOffset.UnixEpoch, CancellationToken.None);
        var answer = EmulatorEndpoints.All[TaxonomyOperations.List](call);
        JsonNode.Parse(answer.Body)!["results"]!.AsArray().Should().HaveCount(20);
    }
}
