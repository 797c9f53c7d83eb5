using System.Text.RegularExpressions;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli;

/// <summary>What holds for every verb.</summary>
internal sealed partial record SessionOptions(bool IsDemo, bool IsJson, string? Namespace)
{
    /// <summary>Sets the namespace of the command line, if it has one.</summary>
    public TaxonomyClientOptions In(TaxonomyClientOptions options)
    {
        options.Namespace = Namespace ?? options.Namespace;
        return options;
    }

    /// <summary>A command line that the user can copy, for the same namespace.</summary>
    public string CommandLine(params string[] words) =>
        string.Join(' ', words.Concat(Namespace is null ? [] : ["--namespace", Namespace]).Select(Quoted).Prepend(Help.Tool));

    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./:=@%+,-]+$")]
    private static partial Regex Plain();
}
