using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class CreateVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var file = new Argument<string>("file") { Description = "A file of JSON with the taxonomy, such as export writes" };
        var name = new Option<string?>("--name") { Description = "The name of the taxonomy; that of the file if it is left out", HelpName = "NAME" };
        var verb = new Verb("create", "Creates a taxonomy from a file. If the name is taken, nothing changes", "create tags.json", "create tags.json --name product_tags_v3");
        return runner.Make(verb, [file, name], async (session, parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var desired = await TaxonomyFile.ReadAsync(path, cancellationToken);
            desired = desired with { TaxonomyName = parsed.GetValue(name) ?? desired.TaxonomyName };
            var finish = session.Options.CommandLine(["import", path, .. parsed.GetValue(name) is { } other ? ["--name", other] : Array.Empty<string>()]);
            var created = await session.FinishAsync($"The taxonomy may lack its metadata. Finish with: {finish}", () => CreateAsync(session.Client, desired));
            session.Write(created, screen =>
            {
                screen.Line($"{created.TaxonomyName} is {created.TaxonomyId}");
                screen.Line();
                ShowVerb.Show(screen, created);
            });
            return ExitCode.Done;
        });
    }

    private static async Task<Taxonomy> CreateAsync(ITaxonomyClient client, Taxonomy desired)
    {
        var request = new CreateTaxonomyRequest { TaxonomyName = desired.TaxonomyName, Description = desired.Description, Config = desired.Config };
        var created = await client.CreateAsync(request);
        return UpdateTaxonomyRequest.Between(created, created with { Metadata = desired.Metadata }) is { } update
            ? await client.UpdateAsync(created.TaxonomyId, update)
            : created;
    }
}
