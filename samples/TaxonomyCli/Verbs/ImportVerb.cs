using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class ImportVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var source = new Argument<string>("path") { Description = "A file that export wrote, or a folder of them" };
        var name = new Option<string?>("--name") { Description = "The name of the taxonomy; that of the file if it is left out", HelpName = "NAME" };
        var map = new Option<string?>("--map") { Description = "A file of JSON with \"retrievers\", \"collections\" and \"clusters\", each a map from the IDs in the file to those of this namespace", HelpName = "FILE" };
        var bulk = new Bulk();
        var verb = new Verb(
            "import",
            "Creates taxonomies from files. One that is there already as the file has it is left as it is",
            "import tags.json --map ids.json",
            "import taxonomies --namespace staging");
        return runner.Make(verb, [source, name, map, .. bulk.Symbols], async (session, parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(source)!;
            var ids = parsed.GetValue(map) is { } file ? await TaxonomyIdMap.ReadAsync(file, cancellationToken) : null;
            if (!Directory.Exists(path))
                return await ImportAsync(session, path, parsed.GetValue(name), ids, cancellationToken);
            var files = Directory.GetFiles(path).Where(file => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToArray();
            return files.Length == 0
                ? throw new FormatException($"{path}: no file there ends with .json.")
                : await bulk.RunAsync(session, parsed, "imported", files.Length, (options, progress) => session.Client.ImportManyAsync(files, ids, options, progress, cancellationToken));
        }, FaultOf);

        string? FaultOf(ParseResult parsed) =>
            parsed.GetValue(name) is not null && Directory.Exists(parsed.GetValue(source)) ? "--name is for one file, not for a folder." : null;
    }

    private static async Task<int> ImportAsync(Session session, string path, string? name, TaxonomyIdMap? ids, CancellationToken cancellationToken)
    {
        var taxonomy = await TaxonomyFile.ReadAsync(path, cancellationToken);
        taxonomy = taxonomy with { TaxonomyName = name ?? taxonomy.TaxonomyName, Config = ids?.Apply(taxonomy.Config) ?? taxonomy.Config };
        var created = await session.FinishAsync("The taxonomy may lack its metadata. The same command goes on.", () => session.Client.ImportAsync(taxonomy));
        session.Write(created, screen =>
        {
            screen.Line($"{created.TaxonomyName} is {created.TaxonomyId}");
            screen.Line();
            ShowVerb.Show(screen, created);
        });
        return ExitCode.Done;
    }
}
