using System.CommandLine;

namespace TaxonomyCli.Tests;

/// <summary>A wrong command line is one line and the exit code 2, for every option of every verb.</summary>
public sealed class ParsingTests
{
    private static readonly RootCommand Root = Cli.Create(new Terminal(TextWriter.Null, TextWriter.Null), new Interruption(static _ => { }, static () => { }, CancellationToken.None));

    public static TheoryData<string, string> Options => [.. Root.Subcommands.SelectMany(verb => verb.Options.Concat(Root.Options.Where(option => option.Recursive && option.Action is null)).Select(option => (verb.Name, option.Name)))];

    public static TheoryData<string, string> Arguments => [.. Root.Subcommands.SelectMany(verb => verb.Arguments.Select(argument => (verb.Name, argument.Name)))];

    public static TheoryData<string, string> Examples => [.. Root.Subcommands.Cast<Verb>().SelectMany(verb => verb.Examples.Select(example => (verb.Name, example)))];

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Option_without_its_value_given_twice_or_empty_is_refused(string verb, string option)
    {
        var symbol = Find(verb, option);
        var value = symbol.ValueType == typeof(int) ? "7" : "a=b";
        var isFlag = symbol.ValueType == typeof(bool);
        if (!isFlag)
            await RefusedAsync([.. Line(verb), option], option);
        if (symbol.Arity.MaximumNumberOfValues <= 1)
            await RefusedAsync(isFlag ? [.. Line(verb), option, option] : [.. Line(verb), option, value, option, value], option);
        if (!isFlag && option != "--description")
            await RefusedAsync([.. Line(verb), option, ""], option);
        if (symbol.ValueType == typeof(int))
            await RefusedAsync([.. Line(verb), option, "1,5"], option);
    }

    [Theory]
    [MemberData(nameof(Arguments))]
    public async Task Argument_that_is_empty_is_refused(string verb, string argument)
    {
        var command = Root.Subcommands.Single(known => known.Name == verb);
        await RefusedAsync([verb, .. command.Arguments.Select(known => known.Name == argument ? "" : "x")], $"<{argument}>");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_is_a_command_line(string verb, string example) =>
        Root.Parse(example).Should().Match<ParseResult>(parsed => parsed.Errors.Count == 0 && parsed.CommandResult.Command.Name == verb);

    [Theory]
    [InlineData("lst", "There is no verb 'lst'. Did you mean 'list'? See taxonomies --help.")]
    [InlineData("pormote a b", "There is no verb 'pormote'. Did you mean 'promote'? See taxonomies --help.")]
    [InlineData("frobnicate", "There is no verb 'frobnicate'. See taxonomies --help.")]
    [InlineData("list --serach x", "There is no option '--serach'. Did you mean '--search'? See taxonomies list --help.")]
    [InlineData("list --jsn", "There is no option '--jsn'. Did you mean '--json'? See taxonomies list --help.")]
    [InlineData("show a b", "show takes no further argument, such as 'b'. See taxonomies show --help.")]
    public async Task What_is_mistyped_gets_a_suggestion(string line, string said) =>
        (await Tool.RunAsync(null, line.Split(' '))).Should().Be((2, "", said + Environment.NewLine));

    [Theory]
    [InlineData("--description", "@team", "@team")]
    [InlineData("--description=@team", null, "@team")]
    [InlineData("--description", "@/etc/hostname", "@/etc/hostname")]
    [InlineData("--description", "-x", "-x")]
    [InlineData("--description", "--x y", "--x y")]
    [InlineData("--description=--json", null, "--json")]
    [InlineData("--description", "", "")]
    [InlineData("--name", "@product", null)]
    [InlineData("--set", "owner=@team", null)]
    public async Task Value_is_taken_as_it_is(string option, string? value, string? description)
    {
        var (code, output, errors) = await Tool.RunAsync(null, ["--demo", "--json", "update", "product_tags", option, .. value is null ? Array.Empty<string>() : [value]]);
        (code, errors).Should().Be((0, ""));
        output.Should().Contain(description is null ? value!.Split('=')[^1] : $"\"description\": \"{description}\"");
    }

    [Fact]
    public async Task Bare_command_shows_the_help_under_the_name_of_the_tool()
    {
        var (code, output, errors) = await Tool.RunAsync(null, []);
        (code, errors).Should().Be((0, ""));
        output.Should().Contain("  taxonomies [command] [options]").And.Contain("  taxonomies --demo list");
        (await Tool.RunAsync(null, ["--help"])).Output.Should().Be(output);
    }

    [Fact]
    public async Task Help_of_every_verb_has_examples_and_names_its_values()
    {
        foreach (var verb in Root.Subcommands)
        {
            var (code, output, _) = await Tool.RunAsync(null, [verb.Name, "--help"]);
            code.Should().Be(0);
            output.Should().Contain($"  taxonomies {verb.Name}").And.Contain($"Examples:\n  taxonomies {verb.Name}");
            foreach (var option in verb.Options.Where(option => option.ValueType != typeof(bool)))
                output.Should().Contain($"{option.Name} <{option.HelpName}>").And.NotContain($"{option.Name} <{option.Name.TrimStart('-')}>");
        }
    }

    private static Option Find(string verb, string option) =>
        Root.Subcommands.Single(known => known.Name == verb).Options.Concat(Root.Options).First(known => known.Name == option);

    /// <summary>A verb with its arguments.</summary>
    private static string[] Line(string verb) =>
        [verb, .. Root.Subcommands.Single(known => known.Name == verb).Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => "x")];

    private static async Task RefusedAsync(string[] words, string named)
    {
        var (code, output, errors) = await Tool.RunAsync(null, words);
        (code, output).Should().Be((2, ""), string.Join(' ', words));
        errors.Should().Contain(named).And.EndWith($"--help.{Environment.NewLine}");
        errors.TrimEnd().Should().NotContain("\n");
    }
}
