using System.CommandLine;

namespace TaxonomyCli;

/// <summary>Runs a verb in a session of its own.</summary>
/// <param name="Run">Opens the session.</param>
internal sealed record VerbRunner(Func<ParseResult, Func<Session, Task<int>>, Task<int>> Run)
{
    /// <summary>Makes a command of its arguments and options and of what it does.</summary>
    public Command Make(string name, string description, IEnumerable<Symbol> symbols, Func<Session, ParseResult, CancellationToken, Task<int>> verb)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        command.SetAction((parsed, cancellationToken) => Run(parsed, session => verb(session, parsed, cancellationToken)));
        return command;
    }
}
