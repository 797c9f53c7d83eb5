using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class RollBackVerb
{
    public static Command Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy that was promoted: the production name, its former name, or its ID" };
        return runner.Make("rollback", "Takes a promotion back", [taxonomy], async (session, parsed, cancellationToken) =>
        {
            var promoted = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            var promotion = TaxonomyPromotion.Of(promoted) ?? throw new ArgumentException($"{promoted.TaxonomyName} ({promoted.TaxonomyId}) was not promoted: its metadata has no '{TaxonomyPromotion.MetadataKey}'.");
            await session.Client.RollBackAsync(promotion, cancellationToken);
            PromoteVerb.Write(session, promotion, $"{promotion.ProductionName} is {promotion.ReplacedId} again, and {promotion.PromotedId} is {promotion.FormerName}.");
            return ExitCode.Done;
        });
    }
}
