using System.CommandLine;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class DiffVerb
{
    public static Command Create(VerbRunner runner)
    {
        var before = new Argument<string>("before") { Description = $"What it is compared from: {TaxonomySource.Description}" };
        var after = new Argument<string>("after") { Description = "What it is compared with, likewise" };
        return runner.Make("diff", "Tells what differs between two taxonomies, by meaning; the exit code is 4 where something does", [before, after], async (session, parsed, cancellationToken) =>
        {
            var diff = TaxonomyDiff.Compare(
                await TaxonomySource.ReadAsync(session, parsed.GetValue(before)!, cancellationToken),
                await TaxonomySource.ReadAsync(session, parsed.GetValue(after)!, cancellationToken));
            if (session.IsJson)
                session.WriteJson(diff.ToJson().ToJsonString());
            else
                session.Show(console => console.WriteLine(diff.ToText().TrimEnd()));
            return diff.IsEmpty ? ExitCode.Done : ExitCode.Different;
        });
    }
}
