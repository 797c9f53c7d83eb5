using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class WaitVerb
{
    public static Command Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var timeout = new Option<int>("--timeout") { Description = "How many seconds to wait at most", DefaultValueFactory = _ => 600 };
        return runner.Make("wait", "Waits until a taxonomy is ready", [taxonomy, timeout], async (session, parsed, cancellationToken) =>
        {
            var options = new TaxonomyWaitOptions { Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)) };
            var ready = await session.Client.WaitUntilReadyAsync(parsed.GetValue(taxonomy)!, options, cancellationToken: cancellationToken);
            session.Write(ready, console => ShowVerb.Show(console, ready));
            return ExitCode.Done;
        });
    }
}
