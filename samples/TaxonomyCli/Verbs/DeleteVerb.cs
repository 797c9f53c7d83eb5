using System.CommandLine;

namespace TaxonomyCli.Verbs;

internal static class DeleteVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var yes = new Option<bool>("--yes") { Description = "Delete it without a question" };
        var verb = new Verb("delete", "Deletes a taxonomy. In a terminal it asks; elsewhere it needs --yes", "delete product_tags_v1", "delete product_tags_v1 --yes");
        return runner.Make(verb, [taxonomy, yes], async (session, parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(yes) && session.Ask is null)
            {
                session.Say("There is no terminal to ask in, so nothing was deleted. Pass --yes to delete the taxonomy.");
                return ExitCode.Usage;
            }

            var found = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            var what = $"{found.TaxonomyName} ({found.TaxonomyId})";
            if (!parsed.GetValue(yes) && (await session.Ask!($"Delete {what}? [y/N] ", cancellationToken))?.Trim().ToLowerInvariant() is not ("y" or "yes"))
            {
                session.Say("Nothing was deleted.");
                return ExitCode.Failed;
            }

            await session.Client.DeleteAsync(found.TaxonomyId, cancellationToken);
            session.Write(found, screen => screen.Line($"Deleted {what}."));
            return ExitCode.Done;
        });
    }
}
