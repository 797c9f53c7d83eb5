using System.Net;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>What is compared: every contender at every kind of call.</summary>
internal static class Cases
{
    private static readonly (string Name, Func<HttpMessageHandler, Contender> Make)[] All =
    [
        ("floor", static handler => new Floor(handler)),
        ("PostAsJson", static handler => new PostAsJson(handler)),
        ("Refit", UserRefit.Alone),
        ("Refit + standard resilience, DI", UserRefit.Resilient),
        ("Refit + standard resilience, DI, best settings", UserRefit.ResilientAtBest),
        ("RestSharp", static handler => new UserRestSharp(handler)),
        ("this client, Create", Ours.ByCreate),
        ("this client, DI", Ours.ThroughContainer),
    ];

    public static IEnumerable<PairedCase> OfContenders()
    {
        yield return Of("clone", Answers.Clone, static contender => contender.CloneAsync());
        yield return Of("update", Answers.Taxonomy1, static contender => contender.UpdateAsync());
        yield return Of("get", Answers.Taxonomy1, static contender => contender.GetAsync());
        yield return Of("list page of 100, type first", Answers.Page(typeFirst: true), static contender => contender.ListAsync());
        yield return Of("list page of 100, type last", Answers.Page(typeFirst: false), static contender => contender.ListAsync());
        yield return Of("1 MB config, type first", Answers.Tree(10_000, typeFirst: true), static contender => contender.GetAsync());
        yield return Of("1 MB config, type last", Answers.Tree(10_000, typeFirst: false), static contender => contender.GetAsync());
        yield return Of("an error of 404", Answers.NotFound, FailAsync, HttpStatusCode.NotFound);
        yield return Of("clone, the handler suspends", Answers.Clone, static contender => contender.CloneAsync(), suspends: true);
    }

    /// <summary>What the client's own choices cost, against the client without them.</summary>
    public static IEnumerable<PairedCase> OfOurs()
    {
        yield return new PairedCase("clone, nobody listens", [Clone("Create", Ours.ByCreate), Clone("Create, logger at Information", Ours.WithLogger)]);
        yield return new PairedCase("clone, nobody listens, DI", [Clone("DI", Ours.ThroughContainer), Clone("DI, logger at Information", Ours.ThroughContainerWithLogger)]);
        yield return new PairedCase("clone, somebody listens",
        [
            Clone("nobody", Ours.ByCreate),
            Clone("metrics", Ours.ByCreate, Listeners.OfMetrics),
            Clone("spans", Ours.ByCreate, Listeners.OfSpans),
            Clone("a logger at Debug", Ours.WithDebugLogger),
        ]);
        yield return new PairedCase("list page of 100", [List("type first", typeFirst: true), List("type last", typeFirst: false)]);
        yield return new PairedCase("1 MB config", [Tree("type first", 10_000, typeFirst: true), Tree("type last", 10_000, typeFirst: false)]);
        yield return new PairedCase("nodes (divide by 10 and by 100)", [Tree("1,000 nodes", 1_000, typeFirst: true), Tree("10,000 nodes", 10_000, typeFirst: true), Tree("100,000 nodes", 100_000, typeFirst: true)], rounds: 15);
    }

    private static PairedCase Of(string name, byte[] body, Func<Contender, Task> call, HttpStatusCode status = HttpStatusCode.OK, bool suspends = false) => new(
        name,
        [.. All.Select(contender =>
        {
            var handler = new CannedHandler(status, body, suspends);
            var made = contender.Make(handler);
            return new Lane(contender.Name, () => call(made), handler.GoOn);
        })]);

    private static Lane Clone(string name, Func<HttpMessageHandler, Contender> make, Func<IDisposable>? listen = null)
    {
        var made = make(new CannedHandler(HttpStatusCode.Created, Answers.Clone));
        return Lane.Of(name, made.CloneAsync, listen);
    }

    private static Lane List(string name, bool typeFirst)
    {
        var made = Ours.ByCreate(new CannedHandler(HttpStatusCode.OK, Answers.Page(typeFirst)));
        return Lane.Of(name, made.ListAsync);
    }

    private static Lane Tree(string name, int nodes, bool typeFirst)
    {
        var made = Ours.ByCreate(new CannedHandler(HttpStatusCode.OK, Answers.Tree(nodes, typeFirst)));
        return Lane.Of(name, made.GetAsync);
    }

    private static async Task FailAsync(Contender contender)
    {
        try
        {
            await contender.GetAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            return;
        }

        throw new InvalidOperationException("An error was taken for an answer.");
    }
}
