using System.CommandLine;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli;

/// <summary>What the verbs that work on many taxonomies have in common.</summary>
internal sealed class Bulk
{
    private readonly Option<string?> _journal = new("--journal") { Description = "A file in which what is done is written down: the same command goes on from it after an interruption" };
    private readonly Option<int> _concurrency = NumberOption.Create("--concurrency", "How many are worked on at the same time", new TaxonomyBulkOptions().MaxConcurrency, 1, 100);

    public Symbol[] Symbols => [_journal, _concurrency];

    /// <summary>Does the work, shows how far it is, and writes what came of each item.</summary>
    /// <param name="session">The session.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="done">What is said of those that are done, such as "cloned".</param>
    /// <param name="count">How many items there are.</param>
    /// <param name="work">The work.</param>
    public async Task<int> RunAsync(
        Session session,
        ParseResult parsed,
        string done,
        int count,
        Func<TaxonomyBulkOptions, IProgress<TaxonomyBulkItem>?, Task<IReadOnlyList<TaxonomyBulkItem>>> work)
    {
        var options = new TaxonomyBulkOptions { JournalPath = parsed.GetValue(_journal), MaxConcurrency = parsed.GetValue(_concurrency) };
        var items = session.Progress() is { } console && count > 0
            ? await console.Progress().AutoClear(true).StartAsync(shown => work(options, new Bar(shown.AddTask(done, maxValue: count))))
            : await work(options, null);
        Write(session, items);
        var failed = items.Count(item => item.Failure is not null);
        if (!session.IsJson)
            session.Say($"{items.Count - failed} of {items.Count} {done}{(failed > 0 ? $", {failed} failed" : "")}.");
        if (items.Any(item => item.Failure is TaxonomyOutcomeUnknownException))
            return ExitCode.Unknown;
        return failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>All taxonomies, or those that a search finds, by name.</summary>
    public static async Task<IReadOnlyList<Taxonomy>> ListAsync(Session session, string? search, CancellationToken cancellationToken)
    {
        var request = new ListTaxonomiesRequest { Search = search, Sort = new TaxonomySort { Field = "taxonomy_name" } };
        var taxonomies = new List<Taxonomy>();
        await foreach (var taxonomy in session.Client.ListAsync(request, cancellationToken))
            taxonomies.Add(taxonomy);
        return taxonomies;
    }

    private static void Write(Session session, IReadOnlyList<TaxonomyBulkItem> items)
    {
        if (session.IsJson)
            session.WriteJson(new JsonArray([.. items.Select(ToJson)]).ToJsonString());
        else if (items.Count > 0)
            session.Show(console => Tables.Facts(console, [.. items.Select(item => (item.Key, (string?)TextOf(item)))]));
    }

    private static string TextOf(TaxonomyBulkItem item) => item switch
    {
        { Failure: { } failure } => $"failed: {Session.Line(failure)}",
        { WasDoneBefore: true } => $"{item.Result} (done before)",
        _ => item.Result!,
    };

    private static JsonObject ToJson(TaxonomyBulkItem item) => new()
    {
        ["key"] = item.Key,
        ["result"] = item.Result,
        ["failure"] = item.Failure is { } failure ? Session.Line(failure) : null,
        ["done_before"] = item.WasDoneBefore,
    };

    private sealed class Bar(ProgressTask task) : IProgress<TaxonomyBulkItem>
    {
        public void Report(TaxonomyBulkItem value) => task.Increment(1);
    }
}
