using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

/// <summary>A dry run, and the run: nothing is changed without <c>--yes</c>.</summary>
internal static class PlanVerb
{
    public static Verb CreatePlan(VerbRunner runner) => Create(
        runner,
        new Verb("plan", "Shows what would make a taxonomy as a file has it; nothing is changed. The exit code is 4 if there is something to do", "plan product_tags tags.json"),
        isRun: false);

    public static Verb CreateApply(VerbRunner runner) => Create(
        runner,
        new Verb("apply", "Makes a taxonomy as a file has it: nothing, an update or a clone. Without --yes it only shows the plan", "apply product_tags tags.json", "apply product_tags tags.json --yes"),
        isRun: true);

    private static Verb Create(VerbRunner runner, Verb verb, bool isRun)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var file = new Argument<string>("file") { Description = "A file of JSON with the taxonomy as it should be" };
        var cloneName = new Option<string?>("--clone-name") { Description = "The name of a clone, if one is needed; made of the config if it is left out", HelpName = "NAME" };
        var yes = new Option<bool>("--yes") { Description = "Carry the plan out" };
        Symbol[] symbols = isRun ? [taxonomy, file, cloneName, yes] : [taxonomy, file, cloneName];
        return runner.Make(verb, symbols, async (session, parsed, cancellationToken) =>
        {
            var desired = await TaxonomyFile.ReadAsync(parsed.GetValue(file)!, cancellationToken);
            var current = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            var plan = TaxonomyPlan.For(current, desired, parsed.GetValue(cloneName));
            var applied = isRun && parsed.GetValue(yes)
                ? await session.FinishAsync("The plan may be carried out in part. The same command goes on.", () => plan.ApplyAsync(session.Client))
                : null;
            Write(session, plan, applied);
            if (applied is not null || plan.Kind == TaxonomyPlanKind.Nothing)
                return ExitCode.Done;
            if (isRun)
                session.SayToPeople("Nothing was changed. Pass --yes to carry the plan out.");
            return ExitCode.Different;
        });
    }

    private static void Write(Session session, TaxonomyPlan plan, Taxonomy? applied) => session.Write(
        () => Json.Object(
            ("plan", Json.Of(plan.Kind.ToString().ToLowerInvariant())),
            ("changes", Json.Of(plan.Diff.ToJson())),
            ("applied", applied?.ToString() ?? "null")),
        screen =>
        {
            screen.Changes(plan.ToText());
            if (applied is not null && plan.Kind != TaxonomyPlanKind.Nothing)
                screen.Line($"done: {applied.TaxonomyName} is {applied.TaxonomyId}");
        });
}
