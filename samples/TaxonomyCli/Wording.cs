using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TaxonomyCli;

/// <summary>Says what is wrong with an argument in the words of the command line: the option, not the property of a request.</summary>
internal static partial class Wording
{
    /// <summary>The members of requests and options that have another name on the command line.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["taxonomy_name"] = "name",
        ["new_name"] = "name",
        ["metadata"] = "set",
        ["retriever_id"] = "set-retriever",
        ["journal_path"] = "journal",
        ["max_concurrency"] = "concurrency",
        ["production_name"] = "production",
        ["source_documents"] = "documents",
    };

    /// <summary>What a message of the client calls a setting, and where the command line takes it from.</summary>
    private static readonly (string Library, string CommandLine)[] Settings =
    [
        ("The options are not valid: ", ""),
        ("ApiKey is not set; set it, a CredentialProvider, or MIXPEEK_API_KEY", "MIXPEEK_API_KEY is not set"),
        ("TaxonomyClientOptions.ApiKey, its CredentialProvider, or MIXPEEK_API_KEY", "MIXPEEK_API_KEY"),
        ("TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE", "--namespace or MIXPEEK_NAMESPACE"),
        ("TaxonomyClientOptions.BaseAddress", "MIXPEEK_BASE_URL"),
        ("BaseAddress must be", "MIXPEEK_BASE_URL must be"),
        ("TaxonomyClientOptions.AllowInsecureHttp", "MIXPEEK_ALLOW_INSECURE_HTTP=true"),
        ("AllowInsecureHttp is set", "MIXPEEK_ALLOW_INSECURE_HTTP is true"),
    ];

    /// <summary>The arguments and options whose value is a file with the members that a message may name.</summary>
    private static readonly string[] Files = ["file", "path", "documents"];

    /// <summary>Names the settings as the command line does.</summary>
    public static string OfSettings(string line) =>
        Settings.Aggregate(line, static (said, setting) => said.Replace(setting.Library, setting.CommandLine, StringComparison.Ordinal));

    public static string Of(ArgumentException failure, ParseResult? parsed)
    {
        var line = Failures.Line(failure);
        if (parsed is null || Path().Match(line) is not { Success: true } path)
            return line;
        var member = JsonNamingPolicy.SnakeCaseLower.ConvertName(path.Groups["member"].Success ? path.Groups["member"].Value : path.Groups["root"].Value);
        var rest = path.Groups["rest"].Value.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);
        var said = line[path.Length..];
        var symbols = parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options).Cast<Symbol>().Concat(parsed.CommandResult.Command.Arguments);
        var name = Names.GetValueOrDefault(member, member.Replace('_', '-'));
        if (symbols.FirstOrDefault(symbol => symbol.Name.TrimStart('-') == name && parsed.GetResult(symbol) is not null) is { } named && !Files.Contains(name))
            return $"{named.Name}{said}";
        var isOfFile = path.Groups["root"].Value is "taxonomy" or "desired" or "request" && path.Groups["member"].Success;
        return isOfFile && FileOf(parsed, symbols) is { } file ? $"{file}: {member}{string.Join('.', rest)}{said}" : $"{path.Value}{said}";
    }

    private static string? FileOf(ParseResult parsed, IEnumerable<Symbol> symbols) =>
        symbols.Where(symbol => Files.Contains(symbol.Name.TrimStart('-'))).Select(symbol => parsed.GetResult(symbol)?.Tokens is [var token] ? token.Value : null).FirstOrDefault(path => path is not null);

    /// <summary>What a message of the client begins with, such as <c>request.Config.InputMappings[0].InputKey</c>.</summary>
    [GeneratedRegex(@"^(?<root>[A-Za-z]\w*)(\.(?<member>[A-Z]\w*)(?<rest>(\[[^\]]*\]|\.[A-Z]\w*)*))?(?= (must|is|has|can't) )")]
    private static partial Regex Path();
}
