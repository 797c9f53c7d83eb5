using System.CommandLine;
using TaxonomyCli.Verbs;

namespace TaxonomyCli;

/// <summary>The command line.</summary>
internal static class Cli
{
    public static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var parsed = Create(output, errors).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await errors.WriteLineAsync($"{string.Join(' ', parsed.Errors.Select(error => error.Message.Split('\n')[0].TrimEnd()))} See --help.");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, cancellationToken);
    }

    private static RootCommand Create(TextWriter output, TextWriter errors)
    {
        var demo = new Option<bool>("--demo") { Description = "Use an emulator in this process, with a few taxonomies; needs no key", Recursive = true };
        var json = new Option<bool>("--json") { Description = "Write JSON and nothing else", Recursive = true };
        var ns = new Option<string?>("--namespace") { Description = "The namespace; MIXPEEK_NAMESPACE where it is left out", Recursive = true };
        var root = new RootCommand("Works with Mixpeek taxonomies. The key comes from MIXPEEK_API_KEY.") { demo, json, ns };
        var runner = new VerbRunner((parsed, verb) => Session.RunAsync(
            new SessionOptions(parsed.GetValue(demo), parsed.GetValue(json), parsed.GetValue(ns)), output, errors, verb));
        foreach (var verb in (Command[])
        [
            ListVerb.Create(runner), ShowVerb.Create(runner), CloneVerb.Create(runner), UpdateVerb.Create(runner),
            DiffVerb.Create(runner), PlanVerb.CreatePlan(runner), PlanVerb.CreateApply(runner), PromoteVerb.Create(runner),
            RollBackVerb.Create(runner), ExportVerb.Create(runner), ImportVerb.Create(runner), WaitVerb.Create(runner),
        ])
        {
            root.Add(verb);
        }

        return root;
    }
}
