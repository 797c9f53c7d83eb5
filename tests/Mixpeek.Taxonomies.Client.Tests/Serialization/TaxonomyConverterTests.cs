using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

[Trait("Category", "Smoke")]
public sealed class TaxonomyConverterTests
{
    private static readonly System.Text.Json.JsonSerializerOptions SmallPieces = new(TaxonomyJson.Options) { DefaultBufferSize = 100 };

    [Fact]
    public void Empty_object_has_the_documented_defaults()
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>("{}");
        taxonomy.TaxonomyId.Should().BeEmpty();
        taxonomy.TaxonomyName.Should().BeEmpty();
        taxonomy.Version.Should().Be(1);
        taxonomy.Ready.Should().BeTrue();
        taxonomy.CreatedAt.Should().BeNull();
        taxonomy.Metadata.Should().BeEmpty();
        taxonomy.AdditionalProperties.Should().BeNull();
    }

    [Fact]
    public void Explicit_nulls_read_as_absent_members()
    {
        const string json = """{"taxonomy_id":null,"version":null,"taxonomy_name":null,"description":null,"retriever_id":null,"input_mappings":null,"config":null,"ready":null,"created_at":null,"metadata":null}""";
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(json);
        taxonomy.Ready.Should().BeTrue();
        taxonomy.Metadata.Should().BeEmpty();
        taxonomy.AdditionalProperties.Should().BeNull();
    }

    [Theory]
    [InlineData("taxonomy_id", "17")]
    [InlineData("version", "\"three\"")]
    [InlineData("version", "1.5")]
    [InlineData("version", "99999999999999999999")]
    [InlineData("taxonomy_name", "{}")]
    [InlineData("description", "[1]")]
    [InlineData("retriever_id", "true")]
    [InlineData("input_mappings", "{\"a\":\"b\"}")]
    [InlineData("ready", "\"yes\"")]
    [InlineData("created_at", "\"yesterday\"")]
    [InlineData("created_at", "1736942400")]
    [InlineData("metadata", "[1,2]")]
    [InlineData("brand_new", "{\"a\":[1,{\"b\":null}]}")]
    public void Odd_or_unknown_member_is_kept_and_written_back(string member, string value)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>($$"""{"{{member}}":{{value}}}""");
        JsonNode.DeepEquals(taxonomy.AdditionalProperties![member], JsonNode.Parse(value)).Should().BeTrue();
        var back = JsonNode.Parse(TaxonomyJson.Serialize(taxonomy))!;
        JsonNode.DeepEquals(back[member], JsonNode.Parse(value)).Should().BeTrue();
    }

    [Fact]
    public void Repeated_member_counts_once_and_does_not_fail_later()
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>("""{"taxonomy_name":"a","taxonomy_name":"b","metadata":{"k":1,"k":2},"x":1,"x":2}""");
        taxonomy.TaxonomyName.Should().Be("b");
        taxonomy.Metadata["k"]!.GetValue<int>().Should().Be(2);
        taxonomy.AdditionalProperties!["x"]!.GetValue<int>().Should().Be(2);
    }

    [Fact]
    public void Page_keeps_its_good_results_beside_an_odd_one()
    {
        var page = TaxonomyJson.Deserialize<TaxonomyPage>("""{"results":[{"taxonomy_name":"a"},7,{"taxonomy_name":"b"}],"total_count":3}""");
        page.Results.Select(taxonomy => taxonomy.TaxonomyName).Should().Equal("a", "b");
        page.AdditionalProperties!["results"]!.AsArray().Should().HaveCount(3);
        page.TotalCount.Should().Be(3);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"results":null,"pagination":null,"total_count":null,"stats":null}""")]
    [InlineData("""{"results":{},"pagination":[],"total_count":"many","stats":7}""")]
    public void Page_without_what_it_should_have_is_empty(string json)
    {
        var page = TaxonomyJson.Deserialize<TaxonomyPage>(json);
        page.Results.Should().BeEmpty();
        page.Pagination.Should().BeEmpty();
        page.TotalCount.Should().BeNull();
        page.Stats.Should().BeNull();
        page.NextCursor.Should().BeNull();
    }

    [Fact]
    public void Clone_response_survives_missing_and_extra_members()
    {
        var response = TaxonomyJson.Deserialize<CloneTaxonomyResponse>("""{"job":"j"}""");
        response.Taxonomy.TaxonomyId.Should().BeEmpty();
        response.SourceTaxonomyId.Should().BeEmpty();
        TaxonomyJson.Serialize(response).Should().Contain("\"job\":\"j\"");
    }

    [Theory]
    [InlineData("2025-10-13T13:58:06.664000", "2025-10-13T13:58:06.664Z")]
    [InlineData("2025-10-13T13:58:06", "2025-10-13T13:58:06Z")]
    [InlineData("2025-01-15T12:00:00Z", "2025-01-15T12:00:00Z")]
    [InlineData("2025-01-15T12:00:00+02:00", "2025-01-15T10:00:00Z")]
    [InlineData("2025-01-15T12:00:00.1234567-05:30", "2025-01-15T17:30:00.1234567Z")]
    [InlineData("2025-01-15 12:00:00", "2025-01-15T12:00:00Z")]
    [InlineData("2025-01-15", "2025-01-15T00:00:00Z")]
    public void Time_without_an_offset_is_utc_and_every_written_one_ends_in_z(string read, string written)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>($$"""{"created_at":"{{read}}"}""");
        taxonomy.CreatedAt!.Value.Offset.Should().Be(TimeSpan.Zero);
        TaxonomyJson.Serialize(taxonomy).Should().Contain($"\"created_at\":\"{written}\"");
    }

    [Fact]
    public void Text_other_than_ascii_is_written_as_it_is() =>
        TaxonomyJson.Serialize(new UpdateTaxonomyRequest { Description = "Employees → Executives 😀" })
            .Should().Be("""{"description":"Employees → Executives \uD83D\uDE00"}""");

    [Fact]
    public async Task Models_are_read_from_a_stream_in_pieces()
    {
        var page = $$"""{"results":[{{string.Join(',', Enumerable.Repeat(Sample.TaxonomyJson, 500))}}]}""";
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(page));
        var read = await System.Text.Json.JsonSerializer.DeserializeAsync<TaxonomyPage>(stream, SmallPieces);
        read!.Results.Should().HaveCount(500).And.OnlyContain(taxonomy => taxonomy.Config is FlatTaxonomyConfig);
    }
}
