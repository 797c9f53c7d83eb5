using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TaxonomyCli;

/// <summary>What every option and argument has to be: given once, and not empty.</summary>
internal static class OptionRules
{
    /// <summary>Makes an option that takes a number within bounds.</summary>
    public static Option<int> Number(string name, string description, int defaultValue, int min, int max) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            var text = result.Tokens is [{ Value: var value }] ? value : "";
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < min || number > max)
                result.AddError($"{name} is from {min} to {max}, not '{text}'.");
            return number;
        },
    };

    /// <summary>Adds the rules to all options and arguments of a command and of its verbs.</summary>
    /// <param name="command">The command.</param>
    /// <param name="mayBeEmpty">The options whose value may be empty.</param>
    public static void AddTo(Command command, params string[] mayBeEmpty)
    {
        foreach (var option in command.Options)
        {
            if (option.Arity.MaximumNumberOfValues <= 1)
                option.Validators.Add(RefuseTwice);
            if (!mayBeEmpty.Contains(option.Name))
                option.Validators.Add(result => RefuseEmpty(result, option.Name));
        }

        foreach (var argument in command.Arguments)
            argument.Validators.Add(result => RefuseEmpty(result, $"<{argument.Name}>"));
        foreach (var verb in command.Subcommands)
            AddTo(verb, mayBeEmpty);
    }

    private static void RefuseTwice(OptionResult result)
    {
        if (result.IdentifierTokenCount > 1)
            result.AddError($"{result.Option.Name} is given {result.IdentifierTokenCount} times.");
    }

    private static void RefuseEmpty(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{name} must not be empty.");
    }
}
