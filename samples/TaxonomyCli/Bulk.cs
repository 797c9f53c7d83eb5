using System.Collections.Concurrent;
using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli;

/// <summary>What the verbs that work on many taxonomies have in common.</summary>
internal sealed class Bulk
{
    private readonly Option<string?> _journal = new("--journal") { Description = "A file that lists what is done: after an interruption, the same command goes on from it", HelpName = "FILE" };
    private readonly Option<int> _concurrency = OptionRules.Number("--concurrency", "How many are worked on at the same time", new TaxonomyBulkOptions().MaxConcurrency, 1, 100);

    public Symbol[] Symbols => [_journal, _concurrency];

    /// <summary>Does the work, shows how far it is, and writes what came of each item.</summary>
    /// <param name="session">The session.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="done">What is said of those that are done, such as "cloned".</param>
    /// <param name="count">How many items there are.</param>
    /// <param name="work">The work.</param>
    /// <param name="mayBeGone">Whether the items come from a list, so that one that was deleted since is no failure.</param>
    public async Task<int> RunAsync(
        Session session,
        ParseResult parsed,
        string done,
        int count,
        Func<TaxonomyBulkOptions, IProgress<TaxonomyBulkItem>, Task<IReadOnlyList<TaxonomyBulkItem>>> work,
        bool mayBeGone = false)
    {
        var options = new TaxonomyBulkOptions { JournalPath = parsed.GetValue(_journal), MaxConcurrency = parsed.GetValue(_concurrency) };
        var ended = new ConcurrentQueue<TaxonomyBulkItem>();
        IReadOnlyList<TaxonomyBulkItem> items;
        try
        {
            items = await session.Progress().CountAsync(done, count, step => work(options, new Ended(item =>
            {
                ended.Enqueue(item);
                step();
            })));
        }
        catch (OperationCanceledException)
        {
            Write(session, [.. ended], mayBeGone);
            session.Say($"{ended.Count(item => item.Failure is null)} of {count} {done} before it was cancelled. Others may be {done} too, because they were in progress. The same command goes on.");
            return ExitCode.Cancelled;
        }

        Write(session, items, mayBeGone);
        var gone = items.Count(item => mayBeGone && IsGone(item));
        var failed = items.Count(item => item.Failure is not null) - gone;
        session.SayToPeople($"{items.Count - failed - gone} of {items.Count} {done}{(failed > 0 ? $", {failed} failed" : "")}{(gone > 0 ? $", {gone} deleted meanwhile" : "")}.");
        if (items.Any(item => item.Failure is TaxonomyOutcomeUnknownException))
            return ExitCode.Unknown;
        return failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>All taxonomies, or those that a search finds, by name.</summary>
    public static Task<IReadOnlyList<Taxonomy>> ListAsync(Session session, string? search, CancellationToken cancellationToken) =>
        session.Client.ListAllAsync(new ListTaxonomiesRequest { Search = search, Sort = new TaxonomySort { Field = "taxonomy_name" } }, cancellationToken);

    private static void Write(Session session, IReadOnlyList<TaxonomyBulkItem> items, bool mayBeGone) => session.Write(
        () => Json.Array(items.Select(item => ToJson(item, mayBeGone))),
        screen =>
        {
            if (items.Count > 0)
                screen.Facts([.. items.Select(item => (item.Key, (string?)TextOf(item, mayBeGone)))]);
        });

    private static string TextOf(TaxonomyBulkItem item, bool mayBeGone) => item switch
    {
        { Failure: not null } when mayBeGone && IsGone(item) => "deleted meanwhile",
        { Failure: { } failure } => $"failed: {Failures.Line(failure)}",
        { WasDoneBefore: true } => $"{item.Result} (done before)",
        _ => item.Result!,
    };

    private static string ToJson(TaxonomyBulkItem item, bool mayBeGone) => Json.Object(
        ("key", Json.Of(item.Key)),
        ("result", Json.Of(item.Result)),
        ("failure", item.Failure is null ? "null" : Json.Of(mayBeGone && IsGone(item) ? "deleted meanwhile" : Failures.Line(item.Failure))),
        ("done_before", Json.Of(item.WasDoneBefore)));

    private static bool IsGone(TaxonomyBulkItem item) => item.Failure is TaxonomyNotFoundException;

    private sealed class Ended(Action<TaxonomyBulkItem> report) : IProgress<TaxonomyBulkItem>
    {
        public void Report(TaxonomyBulkItem value) => report(value);
    }
}
