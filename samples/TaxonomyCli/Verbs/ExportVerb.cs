using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class ExportVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var taxonomies = new Argument<string[]>("taxonomy") { Description = "The taxonomy, by ID or name; any number of them with --to", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string?>("--output") { Description = "The file to write one taxonomy to; the terminal if it is left out", HelpName = "FILE" };
        var to = new Option<string?>("--to") { Description = "A folder to write a file for each taxonomy to, such as product_tags.json", HelpName = "FOLDER" };
        var all = new Option<bool>("--all") { Description = "All taxonomies; needs --to" };
        var inferred = new Option<bool>("--include-inferred") { Description = "Write the nodes that the service inferred too; an import then sends them" };
        var bulk = new Bulk();
        var verb = new Verb("export", "Writes taxonomies as JSON, for plan, apply, diff and import", "export product_tags --output tags.json", "export --all --to taxonomies");
        return runner.Make(verb, [taxonomies, output, to, all, inferred, .. bulk.Symbols], async (session, parsed, cancellationToken) =>
        {
            if (parsed.GetValue(to) is not { } folder)
                return await ExportAsync(session, parsed.GetValue(taxonomies)![0], parsed.GetValue(output), parsed.GetValue(inferred), cancellationToken);
            if (!parsed.GetValue(all))
                return await ExportManyAsync(parsed.GetValue(taxonomies)!, mayBeGone: false);
            var listed = await ListIdsAsync();
            var code = await ExportManyAsync(listed, mayBeGone: true);
            if (code != ExitCode.Cancelled && (await ListIdsAsync()).Except(listed).Count() is > 0 and var added)
                session.SayToPeople($"{added} {(added == 1 ? "taxonomy was" : "taxonomies were")} created meanwhile. Export again to have {(added == 1 ? "it" : "them")} too.");
            return code;

            Task<int> ExportManyAsync(string[] ids, bool mayBeGone) => bulk.RunAsync(
                session, parsed, "exported", ids.Length, (options, progress) => session.Client.ExportManyAsync(
                    ids, folder, options with { IncludeInferred = parsed.GetValue(inferred) }, progress, cancellationToken), mayBeGone);

            async Task<string[]> ListIdsAsync() => [.. (await Bulk.ListAsync(session, search: null, cancellationToken)).Select(taxonomy => taxonomy.TaxonomyId)];
        }, FaultOf);

        string? FaultOf(ParseResult parsed) => (parsed.GetValue(taxonomies)?.Length ?? 0, parsed.GetValue(all), parsed.GetValue(to), parsed.GetValue(output)) switch
        {
            ( > 0, true, _, _) => "export takes taxonomies or --all, not both.",
            (0, false, _, _) => "export takes a taxonomy, or --all.",
            (_, _, not null, not null) => "export takes --to or --output, not both.",
            (_, true, null, _) or ( > 1, _, null, _) => "export of more than one taxonomy takes a folder with --to.",
            _ => null,
        };
    }

    private static async Task<int> ExportAsync(Session session, string taxonomy, string? path, bool includeInferred, CancellationToken cancellationToken)
    {
        var found = await session.Client.GetAsync(taxonomy, cancellationToken: cancellationToken);
        if (path is null)
        {
            session.WriteFile(TaxonomyFile.Write(found, includeInferred));
            return ExitCode.Done;
        }

        await TaxonomyFile.WriteAsync(path, found, includeInferred, cancellationToken);
        session.Write(found, screen => screen.Line($"{found.TaxonomyName} is in {path}"));
        return ExitCode.Done;
    }
}
