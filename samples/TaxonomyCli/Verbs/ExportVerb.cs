using System.CommandLine;
using System.CommandLine.Parsing;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class ExportVerb
{
    public static Command Create(VerbRunner runner)
    {
        var taxonomies = new Argument<string[]>("taxonomy") { Description = "The taxonomy, by ID or name; any number of them with --to", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string?>("--output") { Description = "The file to write one taxonomy to; the terminal where it is left out" };
        var to = new Option<string?>("--to") { Description = "A folder to write a file for each taxonomy to, such as product_tags.json" };
        var all = new Option<bool>("--all") { Description = "All taxonomies; needs --to" };
        var bulk = new Bulk();
        return runner.Make("export", "Writes taxonomies as JSON, for plan, apply, diff and import", [taxonomies, output, to, all, .. bulk.Symbols], async (session, parsed, cancellationToken) =>
        {
            if (parsed.GetValue(to) is not { } folder)
                return await ExportAsync(session, parsed.GetValue(taxonomies)![0], parsed.GetValue(output), cancellationToken);
            var ids = parsed.GetValue(all)
                ? [.. (await Bulk.ListAsync(session, search: null, cancellationToken)).Select(taxonomy => taxonomy.TaxonomyId)]
                : parsed.GetValue(taxonomies)!;
            return await bulk.RunAsync(session, parsed, "exported", ids.Length, (options, progress) => session.Client.ExportManyAsync(ids, folder, options, progress, cancellationToken));
        }, FaultOf);

        string? FaultOf(CommandResult command) => (command.GetValue(taxonomies)?.Length ?? 0, command.GetValue(all), command.GetValue(to), command.GetValue(output)) switch
        {
            ( > 0, true, _, _) => "export takes taxonomies or --all, not both.",
            (0, false, _, _) => "export takes a taxonomy, or --all.",
            (_, _, not null, not null) => "export takes --to or --output, not both.",
            (_, true, null, _) or ( > 1, _, null, _) => "export of more than one taxonomy takes a folder with --to.",
            _ => null,
        };
    }

    private static async Task<int> ExportAsync(Session session, string taxonomy, string? path, CancellationToken cancellationToken)
    {
        var found = await session.Client.GetAsync(taxonomy, cancellationToken: cancellationToken);
        if (path is null)
        {
            session.WriteText(TaxonomyFile.Write(found));
            return ExitCode.Done;
        }

        await TaxonomyFile.WriteAsync(path, found, cancellationToken);
        session.Write(found, console => console.WriteLine($"{found.TaxonomyName} is in {path}"));
        return ExitCode.Done;
    }
}
