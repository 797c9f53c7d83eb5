using System.CommandLine;
using System.CommandLine.Parsing;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class ImportVerb
{
    public static Command Create(VerbRunner runner)
    {
        var source = new Argument<string>("path") { Description = "A file that export wrote, or a folder of them" };
        var name = new Option<string?>("--name") { Description = "The name of the taxonomy; that of the file where it is left out" };
        var map = new Option<string?>("--map") { Description = "A file of JSON with \"retrievers\", \"collections\" and \"clusters\", each a map from the IDs in the file to those of this namespace" };
        var bulk = new Bulk();
        return runner.Make("import", "Creates taxonomies from files, or finds them there as the files have them", [source, name, map, .. bulk.Symbols], async (session, parsed, cancellationToken) =>
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

        string? FaultOf(CommandResult command) =>
            command.GetValue(name) is not null && Directory.Exists(command.GetValue(source)) ? "--name is for one file, not for a folder." : null;
    }

    private static async Task<int> ImportAsync(Session session, string path, string? name, TaxonomyIdMap? ids, CancellationToken cancellationToken)
    {
        var taxonomy = await TaxonomyFile.ReadAsync(path, cancellationToken);
        var created = await session.Client.ImportAsync(
            taxonomy with { TaxonomyName = name ?? taxonomy.TaxonomyName, Config = ids?.Apply(taxonomy.Config) ?? taxonomy.Config },
            cancellationToken);
        session.Write(created, console =>
        {
            console.WriteLine($"{created.TaxonomyName} is {created.TaxonomyId}");
            console.WriteLine();
            ShowVerb.Show(console, created);
        });
        return ExitCode.Done;
    }
}
