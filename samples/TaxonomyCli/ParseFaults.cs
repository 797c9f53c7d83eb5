using System.CommandLine;
using System.CommandLine.Parsing;

namespace TaxonomyCli;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static class ParseFaults
{
    public static string Line(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var said = parsed.UnmatchedTokens is [var word, ..]
            ? [OfUnmatched(command, parsed.RootCommandResult.Command, word)]
            : parsed.Errors.OrderBy(error => error.SymbolResult is CommandResult ? 0 : 1).Select(error => error.Message.Split('\n')[0].TrimEnd()).Distinct(StringComparer.Ordinal);
        return Of(parsed, string.Join(' ', said));
    }

    /// <summary>Says what is wrong, and where the help is.</summary>
    public static string Of(ParseResult parsed, string said)
    {
        var command = parsed.CommandResult.Command;
        return $"{said} See {Help.Tool}{(command == parsed.RootCommandResult.Command ? "" : $" {command.Name}")} --help.";
    }

    private static string OfUnmatched(Command command, Command root, string word)
    {
        if (word.StartsWith('-'))
            return $"There is no option '{word}'.{Suggestion(word, command.Options.Concat(root.Options).Select(option => option.Name))}";
        return command == root
            ? $"There is no verb '{word}'.{Suggestion(word, root.Subcommands.Select(verb => verb.Name))}"
            : $"{command.Name} takes no further argument, such as '{word}'.";
    }

    private static string Suggestion(string word, IEnumerable<string> names)
    {
        var nearest = names.Select(name => (Name: name, Distance: Distance(word, name))).MinBy(candidate => candidate.Distance);
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, word.TrimStart('-').Length / 3) ? $" Did you mean '{nearest.Name}'?" : "";
    }

    /// <summary>How many letters have to be inserted, deleted or replaced to make one word of the other, or exchanged with the next one.</summary>
    private static int Distance(string first, string second)
    {
        var costs = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                costs[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1,
                    costs[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
            }
        }

        return costs[first.Length, second.Length];
    }
}
