using System.Text;
using System.Text.RegularExpressions;

namespace TaxonomyCli.Tests;

/// <summary>What <c>docs/cli.md</c> and the README show is what the command writes. With UPDATE_DOCS=1 it is written anew.</summary>
public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("docs/cli.md")]
    [InlineData("README.md")]
    public async Task Every_output_is_what_the_command_writes(string document)
    {
        var path = Path.Combine(Root(), document);
        var text = await File.ReadAllTextAsync(path);
        var renewed = new StringBuilder();
        var copied = 0;
        foreach (Match block in Block().Matches(text))
        {
            renewed.Append(text, copied, block.Index - copied).Append("```console\n");
            foreach (var line in block.Groups[1].Value.Split('\n').Where(line => line.StartsWith("$ taxonomies ", StringComparison.Ordinal)))
            {
                var (_, output, errors) = await CliTests.RunAsync(line["$ taxonomies ".Length..]);
                renewed.Append(line).Append('\n').Append(Trimmed(output + errors)).Append('\n');
            }

            renewed.Append("```\n");
            copied = block.Index + block.Length;
        }

        renewed.Append(text, copied, text.Length - copied);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            await File.WriteAllTextAsync(path, renewed.ToString());
        copied.Should().BeGreaterThan(0, "there are outputs");
        Stable(text).Should().Be(Stable(renewed.ToString()));
    }

    private static string Trimmed(string output) =>
        string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    /// <summary>The text without what differs from run to run: IDs that are made up, and times.</summary>
    private static string Stable(string text) => Changing().Replace(text.ReplaceLineEndings("\n"), "…");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Mixpeek.Taxonomies.Client.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("```console\n(.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(tax|req)_[0-9a-f]{12,16}\b|\d{8}T\d{9}Z")]
    private static partial Regex Changing();
}
