using System.CommandLine;

namespace TaxonomyCli.Verbs;

internal static class ListVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var search = new Option<string?>("--search") { Description = "Only taxonomies whose ID, name or description has this text", HelpName = "TEXT" };
        return runner.Make(new Verb("list", "Lists taxonomies by name", "list", "list --search product"), [search], async (session, parsed, cancellationToken) =>
        {
            var taxonomies = await Bulk.ListAsync(session, parsed.GetValue(search), cancellationToken);
            if (taxonomies.Count == 0)
                session.SayToPeople(parsed.GetValue(search) is { } text ? $"No taxonomy has '{text}' in its ID, name or description." : "There are no taxonomies.");
            session.Write(
                () => Json.Array(taxonomies.Select(taxonomy => taxonomy.ToString())),
                screen =>
                {
                    if (taxonomies.Count > 0)
                        screen.Table(["Name", "ID", "Type", "Version", "Ready"], taxonomies.Select(taxonomy => (string[])
                        [
                            taxonomy.TaxonomyName, taxonomy.TaxonomyId, $"{taxonomy.Config.TaxonomyType}", $"{taxonomy.Version}", taxonomy.Ready ? "yes" : "no",
                        ]));
                });
            return ExitCode.Done;
        });
    }
}
