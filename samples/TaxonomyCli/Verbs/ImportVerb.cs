using System.CommandLine;
using System.Text.Json;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class ImportVerb
{
    public static Command Create(VerbRunner runner)
    {
        var file = new Argument<string>("file") { Description = "A file that export wrote" };
        var name = new Option<string?>("--name") { Description = "The name of the taxonomy; that of the file where it is left out" };
        var map = new Option<string?>("--map") { Description = "A file of JSON with \"retrievers\", \"collections\" and \"clusters\", each a map from the IDs in the file to those of this namespace" };
        return runner.Make("import", "Creates a taxonomy from a file, or finds it there as the file has it", [file, name, map], async (session, parsed, cancellationToken) =>
        {
            var taxonomy = await TaxonomySource.ReadFileAsync(parsed.GetValue(file)!, cancellationToken);
            var config = parsed.GetValue(map) is { } path ? (await ReadMapAsync(path, cancellationToken)).Apply(taxonomy.Config) : taxonomy.Config;
            var created = await session.Client.GetOrCreateAsync(
                new CreateTaxonomyRequest { TaxonomyName = parsed.GetValue(name) ?? taxonomy.TaxonomyName, Description = taxonomy.Description, Config = config },
                cancellationToken);
            session.Write(created, console =>
            {
                console.WriteLine($"{created.TaxonomyName} is {created.TaxonomyId}");
                console.WriteLine();
                ShowVerb.Show(console, created);
            });
            return ExitCode.Done;
        });
    }

    private static async Task<TaxonomyIdMap> ReadMapAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var maps = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(await File.ReadAllBytesAsync(path, cancellationToken)) ?? [];
            if (maps.Keys.FirstOrDefault(key => key is not ("retrievers" or "collections" or "clusters")) is { } odd)
                throw new FormatException($"{path}: '{odd}' is none of retrievers, collections and clusters.");
            return new TaxonomyIdMap
            {
                Retrievers = maps.GetValueOrDefault("retrievers") ?? [],
                Collections = maps.GetValueOrDefault("collections") ?? [],
                Clusters = maps.GetValueOrDefault("clusters") ?? [],
            };
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{path}: it is no map of IDs: {fault.Message}", fault);
        }
    }
}
