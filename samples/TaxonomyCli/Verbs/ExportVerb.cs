using System.CommandLine;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class ExportVerb
{
    public static Command Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var output = new Option<string?>("--output") { Description = "The file to write; the terminal where it is left out" };
        return runner.Make("export", "Writes a taxonomy as JSON, for plan, apply, diff and import", [taxonomy, output], async (session, parsed, cancellationToken) =>
        {
            var found = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            if (parsed.GetValue(output) is not { } path)
            {
                session.WriteText(TaxonomyFile.Write(found));
                return ExitCode.Done;
            }

            await File.WriteAllTextAsync(path, TaxonomyFile.Write(found), cancellationToken);
            session.Write(found, console => console.WriteLine($"{found.TaxonomyName} is in {path}"));
            return ExitCode.Done;
        });
    }
}
