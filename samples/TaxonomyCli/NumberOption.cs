using System.CommandLine;
using System.Globalization;

namespace TaxonomyCli;

/// <summary>Makes options that take a number within bounds.</summary>
internal static class NumberOption
{
    public static Option<int> Create(string name, string description, int defaultValue, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && (number < min || number > max))
                result.AddError($"{name} is from {min} to {max}, not {number}.");
        });
        return option;
    }
}
