using System.Net;
using BenchmarkDotNet.Attributes;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>The calls of this client beside the floor, for a look at one of them alone; the paired runner compares them all.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private readonly Floor _floorClone = new(new CannedHandler(HttpStatusCode.Created, Answers.Clone));
    private readonly Ours _clone = Ours.ByCreate(new CannedHandler(HttpStatusCode.Created, Answers.Clone));
    private readonly Ours _cloneThroughContainer = Ours.ThroughContainer(new CannedHandler(HttpStatusCode.Created, Answers.Clone));
    private readonly Ours _get = Ours.ByCreate(new CannedHandler(HttpStatusCode.OK, Answers.Taxonomy1));
    private readonly Ours _list = Ours.ByCreate(new CannedHandler(HttpStatusCode.OK, Answers.Page(typeFirst: true)));

    [Benchmark(Baseline = true)]
    public Task FloorClone() => _floorClone.CloneAsync();

    [Benchmark]
    public Task Clone() => _clone.CloneAsync();

    [Benchmark]
    public Task CloneThroughContainer() => _cloneThroughContainer.CloneAsync();

    [Benchmark]
    public Task Get() => _get.GetAsync();

    [Benchmark]
    public Task ListPage() => _list.ListAsync();
}
