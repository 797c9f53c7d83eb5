using System.Collections.Concurrent;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Many items, some at a time, each with an ending of its own, and resumed after an interruption.</summary>
public sealed class BulkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bulk").FullName;

    private string Journal => Path.Combine(_folder, "journal.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Item_that_fails_stops_no_other()
    {
        var seen = new ConcurrentQueue<TaxonomyBulkItem>();
        var items = await TaxonomyBulk.RunAsync(
            ["a", "b", "c"],
            (key, _) => key == "b" ? throw new TaxonomyException("no") : Task.FromResult($"tax_{key}"),
            progress: new Queued(seen));
        items.Select(item => (item.Key, item.Result)).Should().Equal(("a", "tax_a"), ("b", null), ("c", "tax_c"));
        items[1].Failure.Should().BeOfType<TaxonomyException>();
        seen.Should().BeEquivalentTo(items);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_are_under_way_than_is_allowed(int most)
    {
        var (now, peak) = (0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = TaxonomyBulk.RunAsync(
            Enumerable.Range(0, 20).Select(i => $"{i}"),
            async (key, token) =>
            {
                var running = Interlocked.Increment(ref now);
                lock (full)
                    peak = Math.Max(peak, running);
                if (running == most)
                    full.TrySetResult();
                await full.Task.WaitAsync(token);
                Interlocked.Decrement(ref now);
                return key;
            },
            new TaxonomyBulkOptions { MaxConcurrency = most });
        (await run.WaitAsync(TimeSpan.FromSeconds(30))).Should().HaveCount(20);
        peak.Should().Be(most);
    }

    [Fact]
    public async Task Run_that_was_interrupted_goes_on_where_it_ended()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", Sample.FlatConfig);
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        using var interrupted = new CancellationTokenSource();
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"clone_{i}")];
        var options = new TaxonomyBulkOptions { MaxConcurrency = 1, JournalPath = Journal };

        var first = TaxonomyBulk.RunAsync(names, CloneAsync, options, new Until("clone_3", interrupted), interrupted.Token);
        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
        emulator.Store.Taxonomies.Should().HaveCount(5);
        await File.AppendAllTextAsync(Journal, "{\"key\":\"clone_9\",\"res");

        var items = await TaxonomyBulk.RunAsync(names, CloneAsync, options);
        items.Select(item => item.WasDoneBefore).Should().Equal(names.Select((_, i) => i <= 3));
        items.Should().OnlyContain(item => emulator.Store.Find(item.Result!, null)!.TaxonomyName == item.Key);
        emulator.Requests.Count(request => request.Method == "POST").Should().Be(10);

        (await TaxonomyBulk.RunAsync(names, CloneAsync, options)).Should().OnlyContain(item => item.WasDoneBefore);

        async Task<string> CloneAsync(string name, CancellationToken token) =>
            (await client.CloneAsync("product_tags", new CloneTaxonomyRequest { TaxonomyName = name }, token)).Taxonomy.TaxonomyId;
    }

    [Fact]
    public async Task Key_that_is_given_twice_is_worked_on_once()
    {
        var begun = new ConcurrentQueue<string>();
        var items = await TaxonomyBulk.RunAsync(["b", "a", "b", "a", "c"], (key, _) =>
        {
            begun.Enqueue(key);
            return Task.FromResult($"tax_{key}");
        });
        items.Select(item => (item.Key, item.Result)).Should().Equal(("b", "tax_b"), ("a", "tax_a"), ("c", "tax_c"));
        begun.Should().BeEquivalentTo("a", "b", "c");
    }

    [Fact]
    public async Task Listener_that_throws_costs_no_item()
    {
        var told = new ConcurrentQueue<string>();
        var items = await TaxonomyBulk.RunAsync(["a", "b", "c"], (key, _) => Task.FromResult(key), new TaxonomyBulkOptions(), new Throwing(told));
        items.Select(item => item.Result).Should().Equal("a", "b", "c");
        told.Should().BeEquivalentTo("a", "b", "c");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_before_anything_is_begun()
    {
        await Refused(["a", " "], new TaxonomyBulkOptions(), "keys");
        await Refused(["a"], new TaxonomyBulkOptions { MaxConcurrency = 0 }, "options");
        await Refused(["a"], new TaxonomyBulkOptions { JournalPurpose = " " }, "options");
        await File.WriteAllLinesAsync(Journal, ["not", "a journal"]);
        await Refused(["a"], new TaxonomyBulkOptions { JournalPath = Journal }, "path");
        (await File.ReadAllLinesAsync(Journal)).Should().Equal("not", "a journal");

        static async Task Refused(string[] keys, TaxonomyBulkOptions options, string parameter) =>
            (await FluentActions.Awaiting(() => TaxonomyBulk.RunAsync(keys, (_, _) => throw new InvalidOperationException("begun"), options)).Should().ThrowAsync<ArgumentException>()).WithParameterName(parameter);
    }

    private sealed class Queued(ConcurrentQueue<TaxonomyBulkItem> seen) : IProgress<TaxonomyBulkItem>
    {
        public void Report(TaxonomyBulkItem value) => seen.Enqueue(value);
    }

    private sealed class Throwing(ConcurrentQueue<string> told) : IProgress<TaxonomyBulkItem>
    {
        public void Report(TaxonomyBulkItem value)
        {
            told.Enqueue(value.Key);
            throw new InvalidOperationException("a listener's fault");
        }
    }

    private sealed class Until(string key, CancellationTokenSource caller) : IProgress<TaxonomyBulkItem>
    {
        public void Report(TaxonomyBulkItem value)
        {
            if (value.Key == key)
                caller.Cancel();
        }
    }
}
