using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Every name that a taxonomy may have is that of a file, on every system, and of no other taxonomy's.</summary>
public sealed partial class ExportFileNameTests : IAsyncLifetime
{
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }), "COM¹", "COM²", "COM³", "LPT¹", "LPT²", "LPT³"];

    private readonly string _folder = Directory.CreateTempSubdirectory("names").FullName;
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    public static TheoryData<string> OddNames =>
    [
        "con", "CON", "nul", "NUL.tags", "aux.", "com¹", "Lpt9", "con .a", "tags.", "tags ", " tags", ".tags", "..", ".", " ", "a/../../b", "..\\b", "/etc/passwd", "a:b*c?d\"e<f>g|h",
        "a\u0001\n\t\u007F\u0085b", "100%", "~", "a~b", "\u202Etags", "a\u2028b", new string('a', 236), new string('a', 5000), new string('/', 90), new string('品', 90), string.Concat(Enumerable.Repeat("👞", 70)), "e\u0301", "é", "\uE000",
        ".json", "tags.json", "Straße", "STRASSE", "İ", "ı",
    ];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _client = TaxonomyClient.Create(_emulator.CreateClientOptions());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("product_tags", "product_tags.json")]
    [InlineData("a b-c.d", "a b-c.d.json")]
    [InlineData("product/tags: 1", "product%2Ftags%3A 1.json")]
    [InlineData(".tags", "%2Etags.json")]
    [InlineData("tags.", "tags%2E.json")]
    [InlineData("con", "%63on.json")]
    [InlineData("nul.tags", "%6Eul.tags.json")]
    [InlineData("console", "console.json")]
    public void Plain_name_can_be_read_in_that_of_its_file(string name, string file) => ExportFileName.Of(name).Should().Be(file);

    [Theory]
    [InlineData("Tags", "Tags~")]
    [InlineData("schuhe_für_männer", "schuhe_für_männer~")]
    [InlineData("CON", "%43ON~")]
    public void Name_that_another_may_be_taken_for_has_a_hash(string name, string start) =>
        ExportFileName.Of(name).Should().MatchRegex($"^{Regex.Escape(start)}[0-9a-f]{{16}}\\.json$").And.Be(ExportFileName.Of(name), "it is the same in every run");

    [Theory]
    [MemberData(nameof(OddNames))]
    public void Name_is_valid_on_every_system(string name) => IsPortable(ExportFileName.Of(name)).Should().BeTrue($"{ExportFileName.Of(name)} is the file of {name}");

    [Fact]
    public void Generated_names_are_valid_on_every_system_and_differ_where_case_does_not_count()
    {
        var text = Gen.Elements("a", "A", "é", "e\u0301", "É", "ſ", "s", "K", "k", ".", " ", "/", "%", "~", "品", "👞", "con", "NUL", "\u0001", "2F").ListOf().Select(string.Concat);
        Prop.ForAll(text.Two().ToArbitrary(), names =>
        {
            var (one, other) = (ExportFileName.Of(names.Item1), ExportFileName.Of(names.Item2));
            return IsPortable(one) && (names.Item1 == names.Item2) == (Folded(one) == Folded(other));
        }).Check(Generated.Cases(1000));
    }

    [Fact]
    public async Task Folder_has_every_taxonomy_and_gives_every_name_back()
    {
        string[] names = [.. OddNames.Select(row => row.Data).Where(name => !string.IsNullOrWhiteSpace(name) && name is not ("." or "..") && !name.Contains('/')), "tags", "Tags", "TAGS", "a/../b"];
        var ids = names.Select(name => _emulator.Store.Add(name, Sample.FlatConfig).TaxonomyId).ToArray();
        var folder = Path.Combine(_folder, "out");

        var items = await _client.ExportManyAsync(ids, folder);

        items.Should().OnlyContain(item => item.Failure == null);
        items.Select(item => Path.GetFileName(item.Result!)).Should().OnlyHaveUniqueItems();
        Directory.GetFiles(folder).Should().BeEquivalentTo(items.Select(item => item.Result));
        Directory.GetFileSystemEntries(_folder).Should().Equal([folder], "nothing is written beside the folder");
        (await Task.WhenAll(items.Select(item => TaxonomyFile.ReadAsync(item.Result!)))).Select(taxonomy => taxonomy.TaxonomyName).Should().Equal(names);
        (await _client.ImportManyAsync(items.Select(item => item.Result!))).Select(item => item.Result).Take(3).Should().Equal(ids.Take(3), "each file is that of its taxonomy");

        var again = await _client.ExportManyAsync(Enumerable.Reverse(ids), folder, new TaxonomyBulkOptions { MaxConcurrency = 1 });
        again.Select(item => item.Result).Should().Equal(items.Reverse().Select(item => item.Result), "each has the same file in every run and order");
    }

    [Fact]
    public async Task Id_with_a_path_does_not_leave_the_folder()
    {
        var folder = Path.Combine(_folder, "out");
        using var client = Sample.Client(StubHandler.Of((HttpStatusCode.OK, """{"taxonomy_id":"../../../x","taxonomy_name":"../x","config":{"taxonomy_type":"hierarchical"}}""")));
        var item = (await client.ExportManyAsync(["../x"], folder)).Single();
        (item.Failure, item.Result).Should().Be((null, Path.Combine(folder, "%2E.%2Fx.json")));
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Should().Equal(item.Result!);
    }

    [Fact]
    public async Task Two_that_had_one_name_in_turn_do_not_overwrite_each_other()
    {
        var first = _emulator.Store.Add("tags", Sample.FlatConfig);
        var second = _emulator.Store.Add("tags_trial", Sample.FlatConfig);
        var renames = new Swap(async () =>
        {
            await _client.UpdateAsync(first.TaxonomyId, new UpdateTaxonomyRequest { TaxonomyName = "tags_old" });
            await _client.UpdateAsync(second.TaxonomyId, new UpdateTaxonomyRequest { TaxonomyName = "tags" });
        });
        var items = await _client.ExportManyAsync([first.TaxonomyId, second.TaxonomyId], _folder, new TaxonomyBulkOptions { MaxConcurrency = 1 }, renames);
        items[1].Failure.Should().BeOfType<IOException>().Which.Message.Should().Be($"'{first.TaxonomyId}' and '{second.TaxonomyId}' both had the name 'tags' while they were exported. Export them again.");
    }

    private static bool IsPortable(string file) =>
        Encoding.UTF8.GetByteCount(file) <= 255
        && file.EndsWith(".json", StringComparison.Ordinal)
        && !Invalid().IsMatch(file)
        && !file.StartsWith('.') && !file.StartsWith(' ') && !file[..^5].EndsWith('.') && !file[..^5].EndsWith(' ')
        && !Devices.Contains(file.Split('.')[0].Trim(' '), StringComparer.OrdinalIgnoreCase);

    private static string Folded(string file) => file.Normalize().ToUpperInvariant().ToLowerInvariant().Replace('ſ', 's').Normalize();

    [GeneratedRegex("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}<>:\"/\\\\|?*]")]
    private static partial Regex Invalid();

    private sealed class Swap(Func<Task> swap) : IProgress<TaxonomyBulkItem>
    {
        private bool _isDone;

        public void Report(TaxonomyBulkItem value)
        {
            if (!_isDone)
                swap().GetAwaiter().GetResult();
            _isDone = true;
        }
    }
}
