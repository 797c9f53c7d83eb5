using System.CommandLine;

namespace TaxonomyCli;

/// <summary>Runs a verb in a session of its own.</summary>
/// <param name="Run">Opens the session.</param>
internal sealed record VerbRunner(Func<ParseResult, Func<Session, CancellationToken, Task<int>>, Task<int>> Run)
{
    /// <summary>Completes a verb with its arguments and options, and with what it does.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="symbols">Its arguments and options.</param>
    /// <param name="run">What it does.</param>
    /// <param name="fault">Says what is wrong with a combination of options; <c>null</c> for nothing.</param>
    public Verb Make(
        Verb verb,
        IEnumerable<Symbol> symbols,
        Func<Session, ParseResult, CancellationToken, Task<int>> run,
        Func<ParseResult, string?>? fault = null)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                verb.Add(argument);
            else
                verb.Add((Option)symbol);
        }

        verb.SetAction(parsed => Run(parsed, (session, cancellationToken) =>
        {
            if (fault?.Invoke(parsed) is not { } said)
                return run(session, parsed, cancellationToken);
            session.Say(ParseFaults.Of(parsed, said));
            return Task.FromResult(ExitCode.Usage);
        }));
        return verb;
    }
}
