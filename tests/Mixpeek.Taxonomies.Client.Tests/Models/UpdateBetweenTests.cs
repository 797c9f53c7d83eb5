using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>An update that is made of two states of a taxonomy.</summary>
public sealed class UpdateBetweenTests : EmulatedServiceTests
{
    private static readonly Taxonomy Before = TaxonomyJson.Deserialize<Taxonomy>(
        """{"taxonomy_id":"tax_1","version":2,"taxonomy_name":"t","description":"d","ready":true,"created_at":"2026-01-01T00:00:00Z","retriever_id":"r","metadata":{"a":1,"b":{"c":[1,2]}},"updated_by":"x","config":{"taxonomy_type":"hierarchical","inference_strategy":"llm","inference_collections":["a"],"hierarchical_nodes":[{"collection_id":"a","label":"A"}]}}""");

    public static TheoryData<string, Func<Taxonomy, Taxonomy>> Refusals => new()
    {
        { "after.Config differs, and a config never changes: clone the taxonomy with the new one. (Parameter 'after')", taxonomy => taxonomy with { Config = Sample.FlatConfig } },
        { "after.Config differs*", taxonomy => taxonomy with { Config = taxonomy.Config.WithRetriever("r2") } },
        { "after.TaxonomyId is 'tax_2', but the taxonomy is 'tax_1'.*", taxonomy => taxonomy with { TaxonomyId = "tax_2", Description = "new" } },
        { "after.Version differs, and an update can't change it.*", taxonomy => taxonomy with { Version = 3 } },
        { "after.Ready differs*", taxonomy => taxonomy with { Ready = false } },
        { "after.CreatedAt differs*", taxonomy => taxonomy with { CreatedAt = DateTimeOffset.UnixEpoch } },
        { "after.RetrieverId differs*", taxonomy => taxonomy with { RetrieverId = "r2" } },
        { "after.InputMappings differs*", taxonomy => taxonomy with { InputMappings = [InputMapping.Vector("k", "p")] } },
        { "after.AdditionalProperties has another 'updated_by'*", taxonomy => taxonomy with { AdditionalProperties = new JsonObject { ["updated_by"] = "y" } } },
        { "after.AdditionalProperties has another 'new'*", taxonomy => taxonomy with { AdditionalProperties = new JsonObject { ["updated_by"] = "x", ["new"] = 1 } } },
    };

    [Fact]
    public void What_differs_is_sent_and_nothing_else()
    {
        Sent(taxonomy => taxonomy with { TaxonomyName = "u" }).Should().Be("""{"taxonomy_name":"u"}""");
        Sent(taxonomy => taxonomy with { Description = "e" }).Should().Be("""{"description":"e"}""");
        Sent(taxonomy => taxonomy with { Description = null }).Should().Be("""{"description":""}""", "null is as good as left out to the service");
        Sent(taxonomy => taxonomy with { Description = "" }).Should().Be("""{"description":""}""");
        Sent(taxonomy => taxonomy with { Metadata = new JsonObject { ["a"] = 2 } }).Should().Be("""{"metadata":{"a":2}}""");
        Sent(taxonomy => taxonomy with { Metadata = [] }).Should().Be("""{"metadata":{}}""");
        Sent(taxonomy => taxonomy with { TaxonomyName = "u", Description = "e", Metadata = [] }).Should().Be("""{"taxonomy_name":"u","description":"e","metadata":{}}""");
    }

    [Fact]
    public void Nothing_is_sent_where_nothing_differs()
    {
        Sent(taxonomy => taxonomy).Should().BeNull();
        Sent(taxonomy => taxonomy with { Metadata = new JsonObject { ["b"] = new JsonObject { ["c"] = new JsonArray(1.0, 2) }, ["a"] = JsonNode.Parse("10e-1") } }).Should().BeNull();
        Sent(taxonomy => taxonomy with { TaxonomyName = "" }).Should().BeNull("a name that is left out stays");
        Sent(taxonomy => TaxonomyFile.Read(TaxonomyFile.Write(taxonomy))).Should().BeNull("a file has the design alone");
        Sent(taxonomy => new Taxonomy { Description = taxonomy.Description, Metadata = taxonomy.Metadata }).Should().BeNull("what is left out stays");
        UpdateTaxonomyRequest.Between(new Taxonomy(), new Taxonomy { Description = "" }).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Difference_that_an_update_can_not_make_is_refused_by_name(string message, Func<Taxonomy, Taxonomy> change) =>
        FluentActions.Invoking(() => UpdateTaxonomyRequest.Between(Before, change(Before))).Should().Throw<ArgumentException>().WithMessage(message).WithParameterName("after");

    [Fact]
    public void Missing_argument_is_refused()
    {
        FluentActions.Invoking(() => UpdateTaxonomyRequest.Between(null!, Before)).Should().Throw<ArgumentNullException>().WithParameterName("before");
        FluentActions.Invoking(() => UpdateTaxonomyRequest.Between(Before, null!)).Should().Throw<ArgumentNullException>().WithParameterName("after");
    }

    [Fact]
    public async Task Update_that_is_sent_makes_the_one_the_other_and_keeps_the_record_of_a_promotion()
    {
        Emulator.Store.Add("product_tags", Sample.FlatConfig);
        Emulator.Store.Add("trial", Sample.FlatConfig, metadata: new JsonObject { ["a"] = 1 });
        var promotion = await Client.PromoteAsync("product_tags", "trial");
        var before = await Client.GetAsync("product_tags");
        var after = before with { TaxonomyName = "tags", Description = "new", Metadata = new JsonObject { ["b"] = 2 } };
        var updated = await Client.UpdateAsync(before.TaxonomyId, UpdateTaxonomyRequest.Between(before, after)!);
        UpdateTaxonomyRequest.Between(updated, after).Should().BeNull();
        TaxonomyPromotion.Of(updated).Should().Be(promotion);
        updated.Metadata["b"]!.GetValue<int>().Should().Be(2);
        updated.Metadata.Should().HaveCount(2);
    }

    [Fact]
    public void Metadata_of_the_service_is_sent_back_however_deep_it_is()
    {
        var deep = TaxonomyJson.Deserialize<Taxonomy>($$$"""{"taxonomy_name":"t","metadata":{"deep":{{{new string('[', 100)}}}{{{new string(']', 100)}}},"odd":"\ud800"}}""");
        var request = UpdateTaxonomyRequest.Between(new Taxonomy { TaxonomyName = "t" }, deep)!;
        request.ToString().Should().Be($$$"""{"metadata":{"deep":{{{new string('[', 100)}}}{{{new string(']', 100)}}},"odd":"\ud800"}}""");
        UpdateTaxonomyRequest.Between(deep, deep).Should().BeNull();
    }

    [Fact]
    public void Update_sets_what_a_difference_has_and_nothing_else() =>
        Prop.ForAll(GeneratedModels.Taxonomy.Two().ToArbitrary(), pair =>
        {
            var before = pair.Item1;
            var after = before with { TaxonomyName = pair.Item2.TaxonomyName, Description = pair.Item2.Description, Metadata = pair.Item2.Metadata };
            var parts = TaxonomyDiff.Compare(before, after).Changes.Select(change => change.Part).ToHashSet();
            var request = UpdateTaxonomyRequest.Between(before, after);
            return (request?.TaxonomyName.HasValue ?? false) == parts.Contains(TaxonomyPart.Name)
                && (request?.Description.HasValue ?? false) == parts.Contains(TaxonomyPart.Description)
                && (request?.Metadata.HasValue ?? false) == parts.Contains(TaxonomyPart.Metadata)
                && request is null == (parts.Count == 0);
        }).Check(Generated.Cases(1000));

    private static string? Sent(Func<Taxonomy, Taxonomy> change) => UpdateTaxonomyRequest.Between(Before, change(Before))?.ToString();
}
