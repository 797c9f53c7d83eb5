using System.CommandLine;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class PromoteVerb
{
    public static Command Create(VerbRunner runner)
    {
        var production = new Argument<string>("production") { Description = "The name that callers use" };
        var candidate = new Argument<string>("candidate") { Description = "The taxonomy that takes the name, by ID or name" };
        var archived = new Option<string?>("--archived-name") { Description = "The name for the one that is replaced; its own and the time where it is left out" };
        return runner.Make("promote", "Gives a tested taxonomy the name of the one in production", [production, candidate, archived], async (session, parsed, cancellationToken) =>
        {
            var options = new TaxonomyPromotionOptions { ArchivedName = parsed.GetValue(archived) };
            var promotion = await session.Client.PromoteAsync(parsed.GetValue(production)!, parsed.GetValue(candidate)!, options, cancellationToken);
            Write(session, promotion, $"{promotion.ProductionName} is now {promotion.PromotedId}, which was {promotion.FormerName}.", $"{promotion.ReplacedId} is kept as {promotion.ArchivedName}.", $"Take it back with: rollback {promotion.ProductionName}");
            return ExitCode.Done;
        });
    }

    public static void Write(Session session, TaxonomyPromotion promotion, params string[] lines)
    {
        if (session.IsJson)
        {
            session.WriteJson(new JsonObject
            {
                ["production_name"] = promotion.ProductionName,
                ["promoted_id"] = promotion.PromotedId,
                ["former_name"] = promotion.FormerName,
                ["replaced_id"] = promotion.ReplacedId,
                ["archived_name"] = promotion.ArchivedName,
            }.ToJsonString());
            return;
        }

        session.Show(console =>
        {
            foreach (var line in lines)
                console.WriteLine(line, Style.Plain);
        });
    }
}
