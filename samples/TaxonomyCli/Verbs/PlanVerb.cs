using System.CommandLine;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

/// <summary>A dry run, and the run: nothing is changed without <c>--yes</c>.</summary>
internal static class PlanVerb
{
    public static Command CreatePlan(VerbRunner runner) => Create(runner, "plan", "Tells what would make a taxonomy as a file has it; nothing is changed. The exit code is 4 where something would be", isRun: false);

    public static Command CreateApply(VerbRunner runner) => Create(runner, "apply", "Makes a taxonomy as a file has it: nothing, an update or a clone. Without --yes it only tells the plan", isRun: true);

    private static Command Create(VerbRunner runner, string name, string description, bool isRun)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var file = new Argument<string>("file") { Description = "A file of JSON with the taxonomy as it should be" };
        var cloneName = new Option<string?>("--clone-name") { Description = "The name of a clone, should one be needed; made of the config where it is left out" };
        var yes = new Option<bool>("--yes") { Description = "Carry the plan out" };
        Symbol[] symbols = isRun ? [taxonomy, file, cloneName, yes] : [taxonomy, file, cloneName];
        return runner.Make(name, description, symbols, async (session, parsed, cancellationToken) =>
        {
            var desired = await TaxonomyFile.ReadAsync(parsed.GetValue(file)!, cancellationToken);
            var current = await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken);
            var plan = TaxonomyPlan.For(current, desired, parsed.GetValue(cloneName));
            var applied = isRun && parsed.GetValue(yes) ? await plan.ApplyAsync(session.Client, cancellationToken) : null;
            Write(session, plan, applied);
            return applied is null && plan.Kind != TaxonomyPlanKind.Nothing ? ExitCode.Different : ExitCode.Done;
        });
    }

    private static void Write(Session session, TaxonomyPlan plan, Taxonomy? applied)
    {
        if (session.IsJson)
        {
            session.WriteJson(new JsonObject
            {
                ["plan"] = plan.Kind.ToString().ToLowerInvariant(),
                ["changes"] = plan.Diff.ToJson(),
                ["applied"] = applied is null ? null : JsonNode.Parse(applied.ToString()),
            }.ToJsonString());
            return;
        }

        session.Show(console =>
        {
            console.WriteLine(plan.ToText().TrimEnd());
            if (applied is not null && plan.Kind != TaxonomyPlanKind.Nothing)
                console.WriteLine($"done: {applied.TaxonomyName} is {applied.TaxonomyId}");
        });
    }
}
