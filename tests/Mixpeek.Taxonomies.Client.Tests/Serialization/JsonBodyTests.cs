using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A text that is no JSON is refused with the place where it ceases to be.</summary>
[Trait("Category", "Smoke")]
public sealed class JsonBodyTests
{
    public static TheoryData<string, string?> Places => new()
    {
        { """{"a":[1,{"b":null}]}""", null },
        { "nope", null },
        { "", null },
        { "{nope", "$" },
        { "{} {}", null },
        { "[nope", "$[0]" },
        { "[1,nope", "$[1]" },
        { "[[1],nope", "$[1]" },
        { "[[1],{},[2,3,nope", "$[2][2]" },
        { "[{},{\"a\":nope", "$[1].a" },
        { """{"a":{"b":{},"c":nope""", "$.a.c" },
        { """{"a":{"b":[]},"c":[1,"x",{"d":[nope""", "$.c[2].d[0]" },
        { """{"a\u0007":nope""", "$.a?" },
        { """{"a":{"\ud800":1}}""", "$.a" },
        { $$"""{"{{new string('x', 198)}}":nope""", $"$.{new string('x', 198)}" },
        { $$"""{"{{new string('x', 199)}}":nope""", $"$.{new string('x', 198)}..." },
        { $$"""{"{{new string('x', 199)}}":{"y":[nope""", $"$.{new string('x', 198)}..." },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Place_is_the_path_of_the_value_that_is_not_valid(string json, string? path) =>
        JsonPlace.Of(JsonBody.Reader(Encoding.UTF8.GetBytes(json))).Should().Be(path);

    public static TheoryData<string, string?, long?, long?> Faults => new()
    {
        { "{\n \"metadata\": {\"a\": nope}}", "$.metadata.a", 1, 20 },
        { "{\"taxonomy_name\":\"t\",\n\n}", "$.taxonomy_name", 2, 0 },
        { "{} {}", null, 0, 3 },
        { "{", "$", 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_has_its_place_however_the_text_is_read(string json, string? path, long? line, long? position)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        Action[] readings =
        [
            () => JsonBody.Parse(utf8.AsSpan(), WireJson.TypeOf<Taxonomy>()),
            () => JsonBody.Parse(JsonBody.Reader(utf8), WireJson.TypeOf<Taxonomy>()),
            () => JsonBody.Parse(JsonBody.Reader(utf8, static () => { }), WireJson.TypeOf<Taxonomy>()),
            () => JsonBody.ParseNode(JsonBody.Reader(utf8)),
        ];
        foreach (var reading in readings)
        {
            var fault = reading.Should().Throw<JsonException>().Which;
            ((path is null && fault.Path == "$" ? null : fault.Path), fault.LineNumber, fault.BytePositionInLine).Should().Be((path, line, position));
        }
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("[1]", "[1]")]
    [InlineData("\"x\"", "\"x\"")]
    [InlineData("{\"a\":null}", "{\"a\":null}")]
    public void Value_of_any_type_is_read_as_a_node(string json, string? node)
    {
        var utf8 = Encoding.UTF8.GetBytes($"\uFEFF {json} ");
        JsonBody.ParseNode(JsonBody.Reader(utf8))?.ToJsonString().Should().Be(node);
        JsonBody.ParseNode(JsonBody.Reader(utf8, static () => { }))?.ToJsonString().Should().Be(node);
    }

    [Fact]
    public void Text_is_read_twice_as_deep_as_a_value_may_be_sent()
    {
        FluentActions.Invoking(() => JsonBody.ParseNode(JsonBody.Reader(Nested(128)))).Should().NotThrow();
        FluentActions.Invoking(() => JsonBody.ParseNode(JsonBody.Reader(Nested(129)))).Should().Throw<JsonException>();

        static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
    }

    public static TheoryData<Action, string> OtherValues => new()
    {
        { () => TaxonomyJson.Deserialize<Taxonomy>("[]"), "The text can't be read as a Taxonomy: A Taxonomy is a JSON object, not a StartArray." },
        { () => TaxonomyJson.Deserialize<Taxonomy>("null"), "The text can't be read as a Taxonomy: The text is null." },
        { () => TaxonomyJson.Deserialize<TaxonomyFilter>("7"), "The text can't be read as a TaxonomyFilter: A filter is a JSON object, not a Number." },
        { () => TaxonomyJson.Deserialize<System.Text.Json.Nodes.JsonObject>("true"), "The text can't be read as a JsonObject: A map is a JSON object, not a True." },
        { () => TaxonomyJson.Deserialize<FlatTaxonomyConfig>("""{"taxonomy_type":"hierarchical"}"""), "The text can't be read as a FlatTaxonomyConfig: The config is no FlatTaxonomyConfig." },
        { () => TaxonomyJson.Deserialize<UnknownTaxonomyConfig>("""{"taxonomy_type":"flat"}"""), "The text can't be read as a UnknownTaxonomyConfig: The config is no UnknownTaxonomyConfig." },
    };

    [Theory]
    [MemberData(nameof(OtherValues), DisableDiscoveryEnumeration = true)]
    public void Value_that_is_no_such_model_is_told_from_what_it_is(Action read, string message) =>
        read.Should().Throw<TaxonomySerializationException>().WithMessage(message);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void List_of_any_length_keeps_its_items_in_order(int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"t{i}").ToArray();
        TaxonomyJson.Deserialize<TaxonomyPage>($$"""{"results":[{{string.Join(',', names.Select(name => $"{{\"taxonomy_name\":\"{name}\"}}"))}}]}""")
            .Results.Select(taxonomy => taxonomy.TaxonomyName).Should().Equal(names);
        TaxonomyJson.Deserialize<TaxonomyTemplate>($$"""{"tags":[{{string.Join(',', names.Select(name => $"\"{name}\""))}}]}""").Tags.Should().Equal(names);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void Members_that_are_not_known_are_kept_in_order_however_many_and_long(int count)
    {
        var json = $$"""{"taxonomy_name":"t",{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{new string('m', i)}{i}\":\"{new string('v', i * i)}\""))}}}""";
        TaxonomyJson.Serialize(TaxonomyJson.Deserialize<Taxonomy>(json)).Should().Be(json);
    }
}
