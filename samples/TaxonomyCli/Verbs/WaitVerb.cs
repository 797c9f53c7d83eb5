using System.CommandLine;
using Mixpeek.Taxonomies.Client;
using Spectre.Console;

namespace TaxonomyCli.Verbs;

internal static class WaitVerb
{
    public static Command Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var timeout = NumberOption.Create("--timeout", "How many seconds to wait at most", 600, 1, 86_400);
        return runner.Make("wait", "Waits until a taxonomy is ready", [taxonomy, timeout], async (session, parsed, cancellationToken) =>
        {
            var options = new TaxonomyWaitOptions { Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)) };
            Task<Taxonomy> RunAsync(IProgress<TaxonomyReadiness>? progress) => session.Client.WaitUntilReadyAsync(parsed.GetValue(taxonomy)!, options, progress, cancellationToken);
            var ready = session.Progress() is { } console
                ? await console.Status().StartAsync("waiting", status => RunAsync(new Line(status)))
                : await RunAsync(progress: null);
            session.Write(ready, console => ShowVerb.Show(console, ready));
            return ExitCode.Done;
        });
    }

    private sealed class Line(StatusContext status) : IProgress<TaxonomyReadiness>
    {
        public void Report(TaxonomyReadiness value) =>
            status.Status(Markup.Escape($"{value.Taxonomy?.TaxonomyName ?? "the taxonomy"} is not ready after {value.Elapsed.TotalSeconds:0} s"));
    }
}
