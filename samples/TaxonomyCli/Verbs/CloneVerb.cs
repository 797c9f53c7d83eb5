using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class CloneVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var source = new Argument<string?>("source") { Description = "The taxonomy to clone, by ID or name", Arity = ArgumentArity.ZeroOrOne };
        var name = new Argument<string?>("name") { Description = "The name of the clone", Arity = ArgumentArity.ZeroOrOne };
        var retriever = new Option<string?>("--set-retriever") { Description = "The retriever of the clone; that of the source if it is left out", HelpName = "RETRIEVER" };
        var description = new Option<string?>("--description") { Description = "The description of a single clone; that of the source if it is left out", HelpName = "TEXT" };
        var all = new Option<bool>("--all") { Description = "Clone all taxonomies whose name does not end with --suffix" };
        var search = new Option<string?>("--search") { Description = "With --all: only those whose ID, name or description has this text", HelpName = "TEXT" };
        var suffix = new Option<string?>("--suffix") { Description = "With --all: what the names of the clones end with, such as _v2", HelpName = "SUFFIX" };
        var fromFile = new Option<string?>("--from-file") { Description = "Clone what a file of JSON lists: a map from each source to the name of its clone", HelpName = "FILE" };
        var bulk = new Bulk();
        Symbol[] symbols = [source, name, retriever, description, all, search, suffix, fromFile, .. bulk.Symbols];
        var verb = new Verb(
            "clone",
            "Makes new taxonomies from others",
            "clone product_tags product_tags_v2 --set-retriever ret_clip_v2",
            "clone --all --search product --suffix _v2 --set-retriever ret_clip_v2",
            "clone --from-file clones.json");
        return runner.Make(verb, symbols, async (session, parsed, cancellationToken) =>
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

        string? FaultOf(ParseResult parsed)
        {
            var isOne = parsed.GetValue(source) is not null;
            var isAll = parsed.GetValue(all);
            var isFile = parsed.GetValue(fromFile) is not null;
            if ((isOne ? 1 : 0) + (isAll ? 1 : 0) + (isFile ? 1 : 0) != 1)
                return "clone takes a source and a name, or --all, or --from-file.";
            if (isOne && parsed.GetValue(name) is null)
                return "clone takes the name of the clone after the source.";
            if (isAll != !string.IsNullOrEmpty(parsed.GetValue(suffix)))
                return isAll ? "clone --all takes --suffix." : "--suffix is for clone --all.";
            if (!isAll && parsed.GetValue(search) is not null)
                return "--search is for clone --all.";
            return !isOne && parsed.GetValue(description) is not null ? "--description is for a single clone." : null;
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
            request = request with { Config = original.Config.WithoutInferred().WithRetriever(retriever) };
        }

        var response = await session.Client.CloneAsync(source, request, cancellationToken);
        session.Write(response, screen =>
        {
            screen.Line($"Cloned {response.SourceTaxonomyId}.");
            if (response.Outcome == CreationOutcome.Recovered)
                screen.Line("The answer was lost; the clone was found by its name.");
            screen.Line();
            ShowVerb.Show(screen, response.Taxonomy);
        });
        return ExitCode.Done;
    }
}
