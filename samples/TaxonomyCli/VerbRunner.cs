using System.CommandLine;
using System.CommandLine.Parsing;

namespace TaxonomyCli;

/// <summary>Runs a verb in a session of its own.</summary>
/// <param name="Run">Opens the session.</param>
internal sealed record VerbRunner(Func<ParseResult, Func<Session, Task<int>>, Task<int>> Run)
{
    /// <summary>Makes a command of its arguments and options and of what it does.</summary>
    /// <param name="fault">Says what is wrong with the command line, null for nothing; null where each argument for itself tells.</param>
    public Command Make(
        string name,
        string description,
        IEnumerable<Symbol> symbols,
        Func<Session, ParseResult, CancellationToken, Task<int>> verb,
        Func<CommandResult, string?>? fault = null)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        command.Validators.Add(result =>
        {
            if (fault?.Invoke(result) is { } said)
                result.AddError(said);
        });
        command.SetAction((parsed, cancellationToken) => Run(parsed, session => verb(session, parsed, cancellationToken)));
        return command;
    }
}
