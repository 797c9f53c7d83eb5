using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class TaxonomyFilterTests
{
    private static readonly TaxonomyFilter Prod = TaxonomyFilter.Where("taxonomy_name", FilterOperator.StartsWith, "prod");
    private static readonly TaxonomyFilter Ready = TaxonomyFilter.Where("ready", true);

    [Fact]
    public void Condition_alone_is_wrapped_so_that_its_members_are_no_fields() =>
        Prod.ToString().Should().Be("""{"AND":[{"field":"taxonomy_name","operator":"starts_with","value":"prod"}]}""");

    [Fact]
    public void Joins_of_one_kind_are_one_list_and_others_nest()
    {
        var both = Prod & Ready & TaxonomyFilter.Where("version", FilterOperator.GreaterThan, 1);
        both.ToJson()["AND"]!.AsArray().Should().HaveCount(3);
        ((Prod & Ready) | !Ready).ToString().Should().Be(
            """{"OR":[{"AND":[{"field":"taxonomy_name","operator":"starts_with","value":"prod"},{"field":"ready","operator":"eq","value":true}]},{"NOT":[{"field":"ready","operator":"eq","value":true}]}]}""");
    }

    [Fact]
    public void Chain_of_joins_allocates_in_proportion_to_its_length()
    {
        Chain(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var filter = Chain(10_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000 * 4_000);
        filter.ToJson()["OR"]!.AsArray().Select(item => item!["value"]!.GetValue<int>()).Should().Equal(Enumerable.Range(0, 10_000));

        static TaxonomyFilter Chain(int length) =>
            Enumerable.Range(0, length).Select(number => TaxonomyFilter.Where("version", number)).Aggregate(static (left, right) => left | right);
    }

    [Fact]
    public void Filter_nested_deeper_than_the_limit_is_refused_without_being_walked()
    {
        var filter = Enumerable.Range(0, 63).Aggregate(Prod, static (nested, _) => !nested);
        FluentActions.Invoking(() => !!filter).Should().Throw<ArgumentException>().WithMessage("A filter must be nested at most 64 deep.*");
        JsonNode value = new JsonArray();
        for (var depth = 0; depth < 100_000; depth++)
            value = new JsonArray(value);
        FluentActions.Invoking(() => TaxonomyFilter.Where("f", value)).Should().Throw<ArgumentException>().WithMessage("value must be nested at most 64 deep*");
        FluentActions.Invoking(() => TaxonomyFilter.Raw(new JsonObject { ["f"] = value })).Should().Throw<ArgumentException>().WithMessage("filter must be nested at most 64 deep*");
    }

    [Fact]
    public void Value_may_be_null_a_list_or_another_field()
    {
        TaxonomyFilter.Where("description", null).ToString().Should().Contain("\"value\":null");
        TaxonomyFilter.Where("version", FilterOperator.In, new JsonArray(1, 2)).ToString().Should().Contain("\"value\":[1,2]");
        TaxonomyFilter.WhereField("a", FilterOperator.LessThan, "b").ToString().Should().Contain("""{"type":"dynamic","field":"b"}""");
    }

    [Fact]
    public void Raw_filter_is_sent_and_read_as_it_is()
    {
        const string json = """{"metadata.owner":"search","case_sensitive":true,"NOT":[{"OR":[]}]}""";
        TaxonomyFilter.Raw(JsonNode.Parse(json)!.AsObject()).ToString().Should().Be(json);
        var request = TaxonomyJson.Deserialize<ListTaxonomiesRequest>($$"""{"filters":{{json}} }""");
        TaxonomyJson.Serialize(request).Should().Contain(json);
        Prod.CaseSensitive().ToJson()["case_sensitive"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public void Filter_alone_is_read_and_written()
    {
        const string json = """{"metadata.owner":"search"}""";
        TaxonomyJson.Serialize(TaxonomyJson.Deserialize<TaxonomyFilter>(json)).Should().Be(json);
        FluentActions.Invoking(() => TaxonomyJson.Deserialize<TaxonomyFilter>("[]")).Should().Throw<TaxonomySerializationException>();
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        FluentActions.Invoking(() => TaxonomyFilter.Where(" ", 1)).Should().Throw<ArgumentException>().WithParameterName("field");
        FluentActions.Invoking(() => TaxonomyFilter.Where("a", default, 1)).Should().Throw<ArgumentException>().WithParameterName("comparison");
        FluentActions.Invoking(() => TaxonomyFilter.Raw(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Prod & null!).Should().Throw<ArgumentNullException>();
    }

    public static TheoryData<string, TaxonomyFilter, string[]> Filters => new()
    {
        { "starts with", Prod, ["product_tags", "Products"] },
        { "minds case", Prod.CaseSensitive(), ["product_tags"] },
        { "and", Prod & TaxonomyFilter.Where("description", "d"), ["product_tags"] },
        { "or", TaxonomyFilter.Where("taxonomy_name", "org") | TaxonomyFilter.Where("description", "d"), ["product_tags", "org"] },
        { "not", !Prod, ["org"] },
        { "in", TaxonomyFilter.Where("taxonomy_name", FilterOperator.In, new JsonArray("org", "x")), ["org"] },
        { "nin", TaxonomyFilter.Where("taxonomy_name", FilterOperator.NotIn, new JsonArray("org", "x")), ["product_tags", "Products"] },
        { "path", TaxonomyFilter.Where("config.taxonomy_type", "hierarchical"), ["org"] },
        { "number", TaxonomyFilter.Where("version", FilterOperator.GreaterThanOrEqual, 2), [] },
        { "null", TaxonomyFilter.Where("description", FilterOperator.IsNull, true), ["Products", "org"] },
        { "exists", TaxonomyFilter.Where("description", FilterOperator.Exists, true), ["product_tags"] },
        { "regex", TaxonomyFilter.Where("taxonomy_name", FilterOperator.Regex, "^p.*s$"), ["product_tags", "Products"] },
        { "contains", TaxonomyFilter.Where("taxonomy_name", FilterOperator.Contains, "duct"), ["product_tags", "Products"] },
        { "ends with", TaxonomyFilter.Where("taxonomy_name", FilterOperator.EndsWith, "tags"), ["product_tags"] },
        { "shorthand", TaxonomyFilter.Raw(new JsonObject { ["taxonomy_name"] = "org" }), ["org"] },
        { "field", TaxonomyFilter.WhereField("taxonomy_name", FilterOperator.NotEqual, "taxonomy_name"), [] },
    };

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public async Task Filter_chooses_what_it_says(string name, TaxonomyFilter filter, string[] expected)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", Sample.FlatConfig, "d");
        emulator.Store.Add("Products", Sample.FlatConfig);
        emulator.Store.Add("org", Sample.HierarchicalConfig);
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        var names = new List<string>();
        await foreach (var taxonomy in client.ListAsync(new ListTaxonomiesRequest { Filters = filter }))
            names.Add(taxonomy.TaxonomyName);
        names.Should().BeEquivalentTo(expected, name);
    }

    [Fact]
    public void Filters_that_say_the_same_are_equal()
    {
        var filter = TaxonomyFilter.Where("a", 1);
        (filter == TaxonomyFilter.Where("a", 1)).Should().BeTrue();
        (filter != TaxonomyFilter.Where("a", 1)).Should().BeFalse();
        (filter == TaxonomyFilter.Where("a", 2)).Should().BeFalse();
        (filter == null).Should().BeFalse();
        (null == filter).Should().BeFalse();
        ((TaxonomyFilter?)null == null).Should().BeTrue();
    }
}
