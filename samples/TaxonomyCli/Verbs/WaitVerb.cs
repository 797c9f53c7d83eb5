using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class WaitVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var timeout = OptionRules.Number("--timeout", "How many seconds to wait at most", 600, 1, 86_400);
        var verb = new Verb("wait", "Waits until a taxonomy is ready, such as one whose hierarchy is inferred", "wait org_hierarchy", "wait org_hierarchy --timeout 60");
        return runner.Make(verb, [taxonomy, timeout], async (session, parsed, cancellationToken) =>
        {
            var options = new TaxonomyWaitOptions { Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)) };
            var ready = await session.Progress().StatusAsync("waiting", say =>
                session.Client.WaitUntilReadyAsync(parsed.GetValue(taxonomy)!, options, new Waiting(say), cancellationToken));
            session.Write(ready, screen => ShowVerb.Show(screen, ready));
            return ExitCode.Done;
        });
    }

    private sealed class Waiting(Action<string> say) : IProgress<TaxonomyReadiness>
    {
        public void Report(TaxonomyReadiness value) => say($"{value.Taxonomy?.TaxonomyName ?? "The taxonomy"} is not ready after {value.Elapsed.TotalSeconds:0} s");
    }
}
