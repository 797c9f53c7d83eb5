using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class VersionsVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        return runner.Make(new Verb("versions", "Lists the versions of a taxonomy", "versions product_tags"), [taxonomy], async (session, parsed, cancellationToken) =>
        {
            var found = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            var versions = await session.Client.ListVersionsAsync(found.TaxonomyId, cancellationToken);
            if (versions.Count == 0)
                session.SayToPeople($"The service lists no version of {found.TaxonomyName}.");
            session.Write(
                () => Json.Array(versions.Select(version => version.ToString())),
                screen =>
                {
                    if (versions.Count > 0)
                        screen.Table(["Version", "Created", "Type", "Retriever", "Ready"], versions.Select(RowOf));
                });
            return ExitCode.Done;
        });
    }

    private static string[] RowOf(Taxonomy version) =>
    [
        $"{version.Version}",
        version.CreatedAt?.ToString("u") ?? "",
        $"{version.Config.TaxonomyType}",
        version.Config switch
        {
            FlatTaxonomyConfig flat => flat.RetrieverId,
            HierarchicalTaxonomyConfig hierarchical => hierarchical.RetrieverId ?? "",
            _ => "",
        },
        version.Ready ? "yes" : "no",
    ];
}
