namespace Mixpeek.Taxonomies.Client.Tests;

[Trait("Category", "Smoke")]
public sealed class TaxonomyJsonTests
{
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
}
