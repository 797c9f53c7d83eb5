using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class PromoteVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var production = new Argument<string>("production") { Description = "The name that callers use" };
        var candidate = new Argument<string>("candidate") { Description = "The taxonomy that takes the name, by ID or name" };
        var archived = new Option<string?>("--archived-name") { Description = "The name for the one that is replaced; its own and the time if it is left out", HelpName = "NAME" };
        var verb = new Verb(
            "promote",
            "Gives a tested taxonomy the name of the one in production. The same command finishes a promotion that was interrupted",
            "promote product_tags product_tags_v2",
            "promote product_tags product_tags_v2 --archived-name product_tags_v1");
        return runner.Make(verb, [production, candidate, archived], async (session, parsed, _) =>
        {
            var options = new TaxonomyPromotionOptions { ArchivedName = parsed.GetValue(archived) };
            var (name, tested) = (parsed.GetValue(production)!, parsed.GetValue(candidate)!);
            var finish = session.Options.CommandLine("promote", name, tested);
            return await HandOverAsync(session, name, finish, async cancellationToken =>
            {
                var promotion = await session.Client.PromoteAsync(name, tested, options, cancellationToken);
                return () => Write(
                    session,
                    promotion,
                    $"{promotion.ProductionName} is now {promotion.PromotedId}, which was {promotion.FormerName}.",
                    $"{promotion.ReplacedId} is kept as {promotion.ArchivedName}.",
                    $"Take it back with: {session.Options.CommandLine("rollback", promotion.ProductionName)}");
            });
        });
    }

    /// <summary>Hands a name over, and says if it is vacant afterwards.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The name.</param>
    /// <param name="finish">The command that finishes it.</param>
    /// <param name="work">Hands it over, and returns what writes the result. From the first rename on, it does not observe its token.</param>
    public static async Task<int> HandOverAsync(Session session, string name, string finish, Func<CancellationToken, Task<Action>> work)
    {
        Action write;
        try
        {
            write = await session.ChangeAsync($"The name {name} may have no taxonomy now. Finish with: {finish}", work);
        }
        catch (OperationCanceledException)
        {
            session.Say("Cancelled before anything was renamed.");
            return ExitCode.Cancelled;
        }
        catch (TaxonomyPromotionException failure) when (!failure.IsUndone)
        {
            session.Say(Failures.Line(failure));
            if (await IsVacantAsync(session.Client, name) is not { } verb)
                return ExitCode.Failed;
            session.Say($"The name {name} {verb} no taxonomy now. Finish with: {finish}");
            return ExitCode.Unknown;
        }

        write();
        return ExitCode.Done;
    }

    public static void Write(Session session, TaxonomyPromotion promotion, params string[] lines) => session.Write(
        () => Json.Object(
            ("production_name", Json.Of(promotion.ProductionName)),
            ("promoted_id", Json.Of(promotion.PromotedId)),
            ("former_name", Json.Of(promotion.FormerName)),
            ("replaced_id", Json.Of(promotion.ReplacedId)),
            ("archived_name", Json.Of(promotion.ArchivedName))),
        screen =>
        {
            foreach (var line in lines)
                screen.Line(line);
        });

    /// <summary>Returns "has" if the name has no taxonomy, "may have" if that can't be found out, and <c>null</c> if it has one.</summary>
    private static async Task<string?> IsVacantAsync(ITaxonomyClient client, string name)
    {
        try
        {
            return await client.TryGetAsync(name) is null ? "has" : null;
        }
        catch (TaxonomyException)
        {
            return "may have";
        }
    }
}
