using System.CommandLine;
using Mixpeek.Taxonomies.Client;
using TaxonomyCli.Verbs;

namespace TaxonomyCli;

/// <summary>The command line.</summary>
internal static class Cli
{
    /// <summary>An <c>@</c> begins a value like any other character.</summary>
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var terminal = new Terminal(output, errors);
        using var interruption = new Interruption(terminal.Say, static () => { }, cancellationToken);
        return await InvokeAsync(arguments, terminal, interruption);
    }

    /// <summary>Runs a command line. What goes wrong is said in one line, whatever it is.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="interruption">What ends it early.</param>
    /// <param name="service">How to reach the service; <c>null</c> for the environment.</param>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, Terminal terminal, Interruption interruption, Func<TaxonomyClientOptions>? service = null)
    {
        try
        {
            var parsed = Create(terminal, interruption, service).Parse(arguments.Count == 0 ? ["--help"] : arguments, Parser);
            if (parsed.Errors.Count > 0)
            {
                terminal.Say(ParseFaults.Line(parsed));
                return ExitCode.Usage;
            }

            using var written = new StringWriter();
            var code = await parsed.InvokeAsync(
                new InvocationConfiguration { Output = written, Error = terminal.Errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                CancellationToken.None);
            await terminal.Output.WriteAsync(Help.Complete(written.ToString(), parsed));
            return code;
        }
        catch (Exception failure)
        {
            return Failures.Report(terminal, failure);
        }
    }

    public static RootCommand Create(Terminal terminal, Interruption interruption, Func<TaxonomyClientOptions>? service = null)
    {
        var demo = new Option<bool>("--demo") { Description = "Use an emulator in this process, with a few taxonomies; needs no key", Recursive = true };
        var json = new Option<bool>("--json") { Description = "Write JSON and nothing else", Recursive = true };
        var ns = new Option<string?>("--namespace") { Description = "The namespace; MIXPEEK_NAMESPACE if it is left out", HelpName = "NAMESPACE", Recursive = true };
        var root = new RootCommand("Works with Mixpeek taxonomies. The key comes from MIXPEEK_API_KEY.") { demo, json, ns };
        var runner = new VerbRunner((parsed, verb) => RunAsync(
            parsed, new SessionOptions(parsed.GetValue(demo), parsed.GetValue(json), parsed.GetValue(ns)), terminal, interruption, service, verb));
        foreach (var verb in (Verb[])
        [
            ListVerb.Create(runner), ShowVerb.Create(runner), VersionsVerb.Create(runner), CreateVerb.Create(runner), CloneVerb.Create(runner),
            UpdateVerb.Create(runner), DeleteVerb.Create(runner), DiffVerb.Create(runner), PlanVerb.CreatePlan(runner), PlanVerb.CreateApply(runner),
            PromoteVerb.Create(runner), RollBackVerb.Create(runner), ExportVerb.Create(runner), ImportVerb.Create(runner), WaitVerb.Create(runner),
            ExecuteVerb.Create(runner), AnalyticsVerb.Create(runner),
        ])
        {
            root.Add(verb);
        }

        OptionRules.AddTo(root, "--description");
        return root;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        SessionOptions options,
        Terminal terminal,
        Interruption interruption,
        Func<TaxonomyClientOptions>? service,
        Func<Session, CancellationToken, Task<int>> verb)
    {
        await using var emulator = options.IsDemo ? await Demo.StartAsync() : null;
        using var session = new Session(terminal, interruption, () => options.In(emulator?.CreateClientOptions() ?? service?.Invoke() ?? TaxonomyClientOptions.FromEnvironment()), options);
        try
        {
            return await verb(session, interruption.Token);
        }
        catch (Exception failure)
        {
            return Failures.Report(terminal, failure, parsed, session);
        }
    }
}
