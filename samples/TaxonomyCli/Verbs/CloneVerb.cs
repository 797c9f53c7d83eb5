using System.CommandLine;
using System.CommandLine.Parsing;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class CloneVerb
{
    public static Command Create(VerbRunner runner)
    {
        var source = new Argument<string?>("source") { Description = "The taxonomy to clone, by ID or name", Arity = ArgumentArity.ZeroOrOne };
        var name = new Argument<string?>("name") { Description = "The name of the clone", Arity = ArgumentArity.ZeroOrOne };
        var retriever = new Option<string?>("--set-retriever") { Description = "The retriever of the clone; that of the source where it is left out" };
        var description = new Option<string?>("--description") { Description = "The description of a single clone; that of the source where it is left out" };
        var all = new Option<bool>("--all") { Description = "Clone all taxonomies whose name does not end with --suffix" };
        var search = new Option<string?>("--search") { Description = "With --all: only those whose ID, name or description has this text" };
        var suffix = new Option<string?>("--suffix") { Description = "With --all: what the names of the clones end with, such as _v2" };
        var fromFile = new Option<string?>("--from-file") { Description = "Clone what a file of JSON lists: a map from each source to the name of its clone" };
        var bulk = new Bulk();
        Symbol[] symbols = [source, name, retriever, description, all, search, suffix, fromFile, .. bulk.Symbols];
        return runner.Make("clone", "Makes new taxonomies from others", symbols, async (session, parsed, cancellationToken) =>
        {
            if (parsed.GetValue(source) is { } one)
                return await CloneAsync(session, one, parsed.GetValue(name)!, parsed.GetValue(retriever), parsed.GetValue(description), cancellationToken);
            var listed = parsed.GetValue(fromFile) is { } file
                ? await TaxonomyBulkClone.ReadAsync(file, cancellationToken)
                : await AllAsync(session, parsed.GetValue(search), parsed.GetValue(suffix)!, cancellationToken);
            Func<TaxonomyConfig, TaxonomyConfig>? change = parsed.GetValue(retriever) is { } id ? config => config.WithRetriever(id) : null;
            var clones = listed.Select(clone => clone with { Change = change });
            return await bulk.RunAsync(session, parsed, "cloned", listed.Count, (options, progress) => session.Client.CloneManyAsync(clones, options, progress, cancellationToken));
        }, FaultOf);

        string? FaultOf(CommandResult command)
        {
            var isOne = command.GetValue(source) is not null;
            var isAll = command.GetValue(all);
            var isFile = command.GetValue(fromFile) is not null;
            if ((isOne ? 1 : 0) + (isAll ? 1 : 0) + (isFile ? 1 : 0) != 1)
                return "clone takes a source and a name, or --all, or --from-file.";
            if (isOne && command.GetValue(name) is null)
                return "clone takes the name of the clone after the source.";
            if (isAll != !string.IsNullOrEmpty(command.GetValue(suffix)))
                return isAll ? "clone --all takes --suffix." : "--suffix is for clone --all.";
            if (!isAll && command.GetValue(search) is not null)
                return "--search is for clone --all.";
            return !isOne && command.GetValue(description) is not null ? "--description is for a single clone." : null;
        }
    }

    private static async Task<IReadOnlyList<TaxonomyBulkClone>> AllAsync(Session session, string? search, string suffix, CancellationToken cancellationToken) =>
    [
        .. (await Bulk.ListAsync(session, search, cancellationToken))
            .Where(taxonomy => !taxonomy.TaxonomyName.EndsWith(suffix, StringComparison.Ordinal))
            .Select(taxonomy => new TaxonomyBulkClone { Taxonomy = taxonomy.TaxonomyId, NewName = taxonomy.TaxonomyName + suffix }),
    ];

    private static async Task<int> CloneAsync(
        Session session, string source, string name, string? retriever, string? description, CancellationToken cancellationToken)
    {
        var request = new CloneTaxonomyRequest { TaxonomyName = name };
        if (description is not null)
            request = request with { Description = description };
        if (retriever is not null)
        {
            var original = await session.Client.GetAsync(source, cancellationToken: cancellationToken);
            request = request with { Config = original.Config.WithRetriever(retriever) };
        }

        var response = await session.Client.CloneAsync(source, request, cancellationToken);
        session.Write(response, console =>
        {
            console.WriteLine($"Cloned {response.SourceTaxonomyId}.");
            if (response.Outcome == CreationOutcome.Recovered)
                console.WriteLine("The answer was lost; the clone was found by its name.");
            console.WriteLine();
            ShowVerb.Show(console, response.Taxonomy);
        });
        return ExitCode.Done;
    }
}
