using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class OptionalTests
{
    [Fact]
    public void Untouched_member_is_omitted_and_null_is_sent()
    {
        TaxonomyJson.Serialize(new UpdateTaxonomyRequest()).Should().Be("{}");
        TaxonomyJson.Serialize(new UpdateTaxonomyRequest { Description = null }).Should().Be("""{"description":null}""");
        TaxonomyJson.Serialize(new UpdateTaxonomyRequest { Description = "d", Metadata = new JsonObject { ["a"] = 1 } })
            .Should().Be("""{"description":"d","metadata":{"a":1}}""");
        TaxonomyJson.Serialize(new UpdateTaxonomyRequest { Metadata = null }).Should().Be("""{"metadata":null}""");
    }

    [Fact]
    public void Value_of_an_omitted_member_is_the_default()
    {
        var omitted = default(Optional<string?>);
        omitted.HasValue.Should().BeFalse();
        omitted.Value.Should().BeNull();
        default(Optional<int>).Value.Should().Be(0);
        new Optional<int>(3).Value.Should().Be(3);
    }

    [Fact]
    public void Equality_tells_null_from_omitted()
    {
        Optional<string?> sent = null;
        sent.Should().NotBe(default(Optional<string?>));
        sent.Should().Be(new Optional<string?>(null));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"taxonomy_name":null}""")]
    [InlineData("""{"taxonomy_name":"n","description":null,"metadata":null}""")]
    [InlineData("""{"metadata":{"a":[1,null]}}""")]
    public void Update_request_is_read_as_it_was_written(string json) =>
        TaxonomyJson.Serialize(TaxonomyJson.Deserialize<UpdateTaxonomyRequest>(json)).Should().Be(json);

    [Theory]
    [InlineData("""{"taxonomy_name":"n"}""")]
    [InlineData("""{"taxonomy_name":"n","description":null}""")]
    [InlineData("""{"taxonomy_name":"n","config":null}""")]
    [InlineData("""{"taxonomy_name":"n","config":{"taxonomy_type":"graph","edges":[1.0]}}""")]
    public void Clone_request_is_read_as_it_was_written(string json) =>
        TaxonomyJson.Serialize(TaxonomyJson.Deserialize<CloneTaxonomyRequest>(json)).Should().Be(json);
}
