using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class RollBackVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy that was promoted: the production name, its former name, or its ID" };
        var verb = new Verb("rollback", "Takes a promotion back. The same command with the ID finishes one that was interrupted", "rollback product_tags", "rollback tax_products0002");
        return runner.Make(verb, [taxonomy], async (session, parsed, cancellationToken) =>
        {
            var promoted = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            var promotion = TaxonomyPromotion.Of(promoted) ?? throw new ArgumentException($"{promoted.TaxonomyName} ({promoted.TaxonomyId}) was not promoted: its metadata has no '{TaxonomyPromotion.MetadataKey}'.");
            var finish = session.Options.CommandLine("rollback", promotion.PromotedId);
            return await PromoteVerb.HandOverAsync(session, promotion.ProductionName, finish, async token =>
            {
                await session.Client.RollBackAsync(promotion, token);
                return () => PromoteVerb.Write(session, promotion, $"{promotion.ProductionName} is {promotion.ReplacedId} again, and {promotion.PromotedId} is {promotion.FormerName}.");
            });
        });
    }
}
