using System.CommandLine;
using System.CommandLine.Help;

namespace TaxonomyCli;

/// <summary>The text of <c>--help</c>: what System.CommandLine writes, under the name of the tool and with examples.</summary>
internal static class Help
{
    public const string Tool = "taxonomies";

    /// <summary>Completes what System.CommandLine wrote.</summary>
    public static string Complete(string written, ParseResult parsed)
    {
        if (parsed.Action is not HelpAction)
            return written;
        var lines = written.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var usage = Array.IndexOf(lines, "Usage:") + 1;
        if (usage > 0 && lines[usage].TrimStart().StartsWith(RootCommand.ExecutableName, StringComparison.Ordinal))
            lines[usage] = $"  {Tool}{lines[usage].TrimStart()[RootCommand.ExecutableName.Length..]}";
        var examples = parsed.CommandResult.Command switch
        {
            Verb verb => verb.Examples,
            _ => ["--demo list", "show product_tags", "promote product_tags product_tags_v2"],
        };
        return string.Join('\n', [.. lines, "", "Examples:", .. examples.Select(example => $"  {Tool} {example}"), ""]);
    }
}
