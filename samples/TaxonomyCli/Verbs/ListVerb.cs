using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class ListVerb
{
    public static Command Create(VerbRunner runner)
    {
        var search = new Option<string?>("--search") { Description = "Only taxonomies whose ID, name or description has this text" };
        return runner.Make("list", "Lists taxonomies by name", [search], async (session, parsed, cancellationToken) =>
        {
            var taxonomies = await Bulk.ListAsync(session, parsed.GetValue(search), cancellationToken);
            if (session.IsJson)
                session.WriteJson($"[{string.Join(',', taxonomies)}]");
            else
                session.Show(console =>
                {
                    var table = Tables.Of("Name", "ID", "Type", "Version", "Ready");
                    foreach (var taxonomy in taxonomies)
                        table.Row(taxonomy.TaxonomyName, taxonomy.TaxonomyId, $"{taxonomy.Config.TaxonomyType}", $"{taxonomy.Version}", taxonomy.Ready ? "yes" : "no");
                    console.Write(table);
                });
            return ExitCode.Done;
        });
    }
}
