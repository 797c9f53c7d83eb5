using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Conventions;

/// <summary>Rules on the text of the sources.</summary>
public sealed partial class SourceRulesTests
{
    /// <summary>The order of the client's folders: each may use those before it, and none after it.</summary>
    private static readonly string[][] Floors =
    [
        ["Models", "TaxonomyClientOptions.cs", "ITaxonomyCredentialProvider.cs"],
        ["Serialization"],
        ["Errors"],
        ["TaxonomyJson.cs"],
        ["Designing"],
        ["Api"],
        ["Diagnostics"],
        ["OptionsInForce.cs"],
        ["Http"],
        ["Resilience"],
        ["Reconciliation", "Paging"],

        [
            "ITaxonomyClient.cs", "ITaxonomyTemplatesClient.cs", "ITaxonomyAnalyticsClient.cs", "TaxonomyClient.Calls.cs",
            "TaxonomyClient.cs", "TaxonomyTemplatesClient.cs", "TaxonomyAnalyticsClient.cs", "TaxonomyClientExtensions.cs",
            "TaxonomyClientExtensions.GetOrCreate.cs", "TaxonomyClientExtensions.Import.cs", "TaxonomyClientExtensions.Response.cs",
            "TaxonomyClientExtensions.ListAll.cs", "TaxonomyClientExtensions.Options.cs", "CheckedClient.cs",
            "TaxonomyDesigns.cs", "TaxonomyPlanExtensions.cs",
        ],
        ["Promotion", "Bulk"],
        ["DependencyInjection"],
    ];

    [Fact]
    public void Files_stay_under_250_lines() =>
        SourceTree.Libraries.Where(file => file.LineCount >= 250).Should().BeEmpty();

    [Fact]
    public void Most_files_stay_under_60_lines()
    {
        var lengths = SourceTree.Libraries.Select(file => file.LineCount).Order().ToArray();
        lengths[lengths.Length / 2].Should().BeLessThan(60);
    }

    [Fact]
    public void File_has_one_public_type_and_its_name() =>
        SourceTree.Libraries.Where(file => file.PublicTypes.Count > 1 || file.PublicTypes.Any(type => Path.GetFileName(file.Path).Split('.')[0] != type))
            .Should().BeEmpty();

    [Fact]
    public void Namespaces_are_file_scoped_and_those_of_the_architecture()
    {
        string[] allowed = ["Mixpeek.Taxonomies.Client", "Mixpeek.Taxonomies.Emulator", "Microsoft.Extensions.DependencyInjection"];
        foreach (var file in SourceTree.Libraries)
        {
            var names = Namespace().Matches(file.Code).Select(match => match.Groups[1].Value).ToArray();
            names.Should().ContainSingle($"{file} has one namespace").Which.Should().BeOneOf(allowed);
        }
    }

    [Theory]
    [InlineData(@"#region\b")]
    [InlineData(@"\bIOptionsSnapshot\b")]
    [InlineData(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    [InlineData(@"\bStopwatch\b")]
    [InlineData(@"\bThread\.Sleep\b")]
    [InlineData(@"\bTask\.Delay\((?![^;]*\b[Cc]lock\b)")]
    [InlineData(@"\bnew Random\b")]
    [InlineData(@"\bDefaultJsonTypeInfoResolver\b")]
    [InlineData(@"#pragma warning disable")]
    [InlineData(@"\bSuppressMessage\b")]
    [InlineData(@"\bNotImplementedException\b")]
    [InlineData(@"\b(TODO|FIXME|HACK)\b")]
    public void Libraries_do_without(string pattern) =>
        SourceTree.Libraries.Where(file => Regex.IsMatch(file.Text, pattern)).Should().BeEmpty($"no file matches {pattern}");

    [Theory]
    [InlineData(@"\bThread\.Sleep\b")]
    [InlineData(@"\bTask\.Delay\b")]
    [InlineData("Skip ?= ?\"")]
    public void Tests_do_without(string pattern) =>
        SourceTree.Tests.Where(file => Regex.IsMatch(file.Code, pattern)).Should().BeEmpty($"no test matches {pattern}");

    [Fact]
    public void Randomness_has_one_source() =>
        SourceTree.Client.Where(file => file.Code.Contains("Random.Shared", StringComparison.Ordinal))
            .Select(file => file.Path).Should().Equal("TaxonomyClientOptions.cs");

    [Fact]
    public void Every_await_of_the_libraries_gives_its_context_back()
    {
        foreach (var file in SourceTree.Libraries)
        {
            foreach (Match match in Await().Matches(file.Code))
                match.Value.Should().ContainAny([".ConfigureAwait(false)", ".ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing)"], $"{file} awaits {match.Value.Trim()}");
        }
    }

    [Fact]
    public void Imports_run_down_only()
    {
        var floorOf = Floors.SelectMany((names, floor) => names.Select(name => (name, floor))).ToDictionary(entry => entry.name, entry => entry.floor);
        var files = SourceTree.Client.Select(file => (file, floor: floorOf[file.TopFolder.Length > 0 ? file.TopFolder : file.Path])).ToArray();
        foreach (var (file, floor) in files)
        {
            var words = Word().Matches(file.Code).Select(match => match.Value).ToHashSet();
            var above = files.Where(other => other.floor > floor).SelectMany(other => other.file.DeclaredTypes);
            above.Where(words.Contains).Should().BeEmpty($"{file} uses nothing from a floor above its own");
        }
    }

    [Fact]
    public void Tests_mirror_the_folders_of_the_client()
    {
        var tests = Path.Combine(SourceTree.Root, "tests", "Mixpeek.Taxonomies.Client.Tests");
        SourceTree.Client.Select(file => file.TopFolder).Where(folder => folder.Length > 0).Distinct()
            .Where(folder => !Directory.Exists(Path.Combine(tests, folder))).Should().BeEmpty();
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    /// <summary>From an await to the end of its statement or to the block that it opens.</summary>
    [GeneratedRegex(@"\bawait\b(?! using var _ =)[^;]*?(;|\)\r?\n\s*\{)")]
    private static partial Regex Await();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();
}
