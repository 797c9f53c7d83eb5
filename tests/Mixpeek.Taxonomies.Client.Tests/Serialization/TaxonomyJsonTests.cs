using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client.Tests;

[Trait("Category", "Smoke")]
public sealed class TaxonomyJsonTests
{
    private static readonly JsonSerializerOptions Indented = new(TaxonomyJson.Options) { WriteIndented = true };

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{} {}")]
    public void Text_that_is_no_taxonomy_is_a_serialization_error(string json) =>
        FluentActions.Invoking(() => TaxonomyJson.Deserialize<Taxonomy>(json)).Should().Throw<TaxonomySerializationException>();

    [Fact]
    public void Bytes_that_are_no_utf8_are_a_serialization_error() =>
        FluentActions.Invoking(() => TaxonomyJson.Deserialize<Taxonomy>([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']))
            .Should().Throw<TaxonomySerializationException>();

    [Fact]
    public void Nesting_of_a_thousand_is_a_serialization_error()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);
        FluentActions.Invoking(() => TaxonomyJson.Deserialize<Taxonomy>(deep)).Should().Throw<TaxonomySerializationException>();
    }

    [Fact]
    public void Byte_order_mark_is_skipped() =>
        TaxonomyJson.Deserialize<Taxonomy>([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}']).Version.Should().Be(1);

    [Fact]
    public void Type_that_is_no_model_is_not_supported() =>
        FluentActions.Invoking(() => TaxonomyJson.Serialize(new Uri("https://a.example"))).Should().Throw<NotSupportedException>();

    [Fact]
    public void Options_are_read_only() => TaxonomyJson.Options.IsReadOnly.Should().BeTrue();

    [Fact]
    public void Lists_of_taxonomies_are_written_whatever_they_are()
    {
        IReadOnlyList<Taxonomy> list = [TaxonomyJson.Deserialize<Taxonomy>(Sample.TaxonomyJson)];
        var json = TaxonomyJson.Serialize(list);
        TaxonomyJson.Serialize(list.ToArray()).Should().Be(json);
        TaxonomyJson.Serialize(list.ToList()).Should().Be(json);
        TaxonomyJson.Deserialize<Taxonomy[]>(json).Should().Equal(list);
        TaxonomyJson.Deserialize<IReadOnlyList<Taxonomy>>(json).Should().Equal(list);
    }

    [Fact]
    public void Item_that_is_null_is_written_as_null()
    {
        var config = new HierarchicalTaxonomyConfig { HierarchicalNodes = [null!] };
        TaxonomyJson.Serialize(config).Should().Contain("\"hierarchical_nodes\":[null]");
        config.ToString().Should().Contain("null");
    }

    [Fact]
    public void Source_generated_context_of_the_callers_own_has_models_in_it()
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(Sample.TaxonomyJson);
        var report = new Report(taxonomy, [taxonomy], taxonomy.Config, TaxonomyType.Flat, EnrichmentMergeMode.Append, TaxonomyFilter.Where("a", 1));
        var json = JsonSerializer.Serialize(report, ReportJson.Default.Report);
        var read = JsonSerializer.Deserialize(json, ReportJson.Default.Report)!;
        (read.Taxonomy, read.Config, read.Type, read.Mode, read.Filter).Should().Be((report.Taxonomy, report.Config, report.Type, report.Mode, report.Filter));
        read.All.Should().Equal(report.All);
        JsonNode.Parse(json)!["Taxonomy"]!.ToJsonString().Should().Be(JsonNode.Parse(TaxonomyJson.Serialize(taxonomy))!.ToJsonString());
    }

    [Fact]
    public void Members_of_any_shape_are_escaped_and_indented_as_the_caller_asks()
    {
        var config = """{"taxonomy_type":"graph","text":"<b>"}""";
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>($$"""{"taxonomy_name":"<b>","metadata":{"text":"<b>","number":1.50},"config":{{config}},"other":"<b>"}""");
        TaxonomyJson.Serialize(taxonomy).Should().NotContain("\\u003C").And.Contain("1.50");
        JsonSerializer.Serialize(taxonomy).Should().NotContain("<b>").And.Contain("1.50");
        var indented = JsonSerializer.Serialize(taxonomy, Indented);
        indented.ReplaceLineEndings("\n").Should().Contain("{\n    \"text\": \"<b>\",\n    \"number\": 1.50\n  }");
        TaxonomyJson.Deserialize<Taxonomy>(indented).Should().Be(taxonomy);
    }

    [Theory]
    [InlineData("""{"metadata":{"text":"\ud83d <"}}""")]
    [InlineData("""{"config":{"taxonomy_type":"graph","text":"\uD83D <"}}""")]
    [InlineData("""{"config":{"taxonomy_type":"graph","\uD83D <":1}}""")]
    public void Half_of_a_surrogate_pair_is_kept_however_it_is_written(string json)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(json);
        TaxonomyJson.Deserialize<Taxonomy>(JsonSerializer.Serialize(taxonomy)).Should().Be(taxonomy);
    }
}

internal sealed record Report(Taxonomy Taxonomy, IReadOnlyList<Taxonomy> All, TaxonomyConfig Config, TaxonomyType? Type, EnrichmentMergeMode Mode, TaxonomyFilter Filter);

[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext;
