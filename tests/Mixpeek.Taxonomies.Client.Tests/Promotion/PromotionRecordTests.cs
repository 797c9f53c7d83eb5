using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What a promotion keeps in metadata is no part of a design, and no plan, import or update that is made of one takes it away.</summary>
public sealed class PromotionRecordTests : EmulatedServiceTests
{
    private const string Production = "product_tags";
    private const string Candidate = "product_tags_v2";

    private static readonly FlatTaxonomyConfig NewConfig = Sample.FlatConfig with { RetrieverId = "ret_clip_v2" };

    public static TheoryData<string> Ways => ["plan", "plan without metadata", "import", "file with the record of another"];

    [Fact]
    public async Task Promoted_taxonomy_is_still_as_its_file_has_it()
    {
        var file = await FileOfCandidateAsync();
        await Client.PromoteAsync(Production, Candidate);
        var promoted = await Client.GetAsync(Production);
        promoted.Metadata.ContainsKey(TaxonomyPromotion.MetadataKey).Should().BeTrue();
        TaxonomyDiff.Compare(promoted, file with { TaxonomyName = Production }).ToText().Should().Be("no changes\n");
        TaxonomyDiff.Compare(file with { TaxonomyName = Production }, promoted).IsEmpty.Should().BeTrue();
        TaxonomyPlan.For(promoted, file with { TaxonomyName = Production }).Kind.Should().Be(TaxonomyPlanKind.Nothing);
        TaxonomyFile.Write(promoted).Should().Be(TaxonomyFile.Write(file with { TaxonomyName = Production })).And.NotContain(TaxonomyPromotion.MetadataKey);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Promotion_can_be_rolled_back_after(string way)
    {
        var file = (await FileOfCandidateAsync()) with { TaxonomyName = Production };
        var promotion = await Client.PromoteAsync(Production, Candidate);
        var expected = await MakeAsync(way, file);
        var promoted = await Client.GetAsync(Production);
        TaxonomyPromotion.Of(promoted).Should().Be(promotion);
        JsonNode.DeepEquals(Without(promoted.Metadata), expected).Should().BeTrue(promoted.Metadata.ToJsonString());
        await Client.RollBackAsync(TaxonomyPromotion.Of(promoted)!);
        Emulator.Store.Find(Production)!.TaxonomyId.Should().Be(promotion.ReplacedId);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Promotion_that_was_killed_half_way_can_be_finished_after(string way)
    {
        var file = await FileOfCandidateAsync();
        var promotion = await Client.PromoteAsync(Production, Candidate);
        await Client.UpdateAsync(promotion.PromotedId, new UpdateTaxonomyRequest { TaxonomyName = Candidate });
        Emulator.Store.Find(Production).Should().BeNull("it was killed between the renames");
        await MakeAsync(way, file);
        (await Client.PromoteAsync(Production, Candidate)).Should().Be(promotion);
        Emulator.Store.Find(Production)!.TaxonomyId.Should().Be(promotion.PromotedId);
    }

    [Fact]
    public async Task Metadata_of_an_import_is_given_to_a_taxonomy_that_has_a_record_alone()
    {
        var file = await FileOfCandidateAsync();
        await Client.UpdateAsync(Candidate, new UpdateTaxonomyRequest { Metadata = new JsonObject() });
        await Client.PromoteAsync(Production, Candidate);
        var imported = await Client.ImportAsync(file with { TaxonomyName = Production, Config = NewConfig });
        imported.Metadata["stage"]!.GetValue<string>().Should().Be("trial");
        TaxonomyPromotion.Of(imported).Should().NotBeNull();
    }

    [Fact]
    public async Task Clone_of_a_plan_does_not_get_the_record_of_its_source()
    {
        await FileOfCandidateAsync();
        await Client.PromoteAsync(Production, Candidate);
        var promoted = await Client.GetAsync(Production);
        var clone = Sample.CloneJson.Replace("\"taxonomy_name\"", "\"metadata\":{},\"taxonomy_name\"", StringComparison.Ordinal).Replace("ret_clip_v1", "ret_3", StringComparison.Ordinal);
        using var handler = StubHandler.Of(
            (System.Net.HttpStatusCode.NotFound, """{"success":false,"status":404,"error":{"message":"no","type":"NotFoundError"}}"""),
            (System.Net.HttpStatusCode.Created, clone),
            (System.Net.HttpStatusCode.OK, Sample.TaxonomyJson.Replace("0123456789ab", "ffffffffffff", StringComparison.Ordinal).Replace("product_tags", Candidate, StringComparison.Ordinal)));
        using var client = Sample.Client(handler);
        await TaxonomyPlan.For(promoted, promoted with { Config = NewConfig.WithRetriever("ret_3") }, Candidate).ApplyAsync(client);
        handler.Requests[^1].Body.Should().Be("""{"metadata":{"stage":"trial"}}""", "a service that copies no metadata is given the design's");
    }

    [Fact]
    public async Task Clone_of_a_plan_is_not_taken_for_promoted_where_the_service_copies_the_record()
    {
        await FileOfCandidateAsync();
        await Client.PromoteAsync(Production, Candidate);
        var promoted = await Client.GetAsync(Production);
        var clone = await TaxonomyPlan.For(promoted, promoted with { Config = NewConfig.WithRetriever("ret_3"), Metadata = new JsonObject { ["stage"] = "next" } }).ApplyAsync(Client);
        clone.Metadata["stage"]!.GetValue<string>().Should().Be("next");
        TaxonomyPromotion.Of(clone).Should().BeNull();
        TaxonomyPromotion.Of(await Client.GetAsync(Production)).Should().NotBeNull();
    }

    [Fact]
    public async Task Changes_that_are_applied_in_memory_leave_the_record()
    {
        await FileOfCandidateAsync();
        await Client.PromoteAsync(Production, Candidate);
        var promoted = await Client.GetAsync(Production);
        var applied = TaxonomyDiff.Compare(promoted, promoted with { Metadata = new JsonObject { ["stage"] = "next" } }).ApplyTo(promoted);
        TaxonomyPromotion.Of(applied).Should().Be(TaxonomyPromotion.Of(promoted));
        applied.Metadata["stage"]!.GetValue<string>().Should().Be("next");
    }

    /// <summary>Adds production and a candidate with metadata, and returns what a file of the candidate holds.</summary>
    private async Task<Taxonomy> FileOfCandidateAsync()
    {
        Emulator.Store.Add(Production, Sample.FlatConfig);
        Emulator.Store.Add(Candidate, NewConfig, metadata: new JsonObject { ["stage"] = "trial" });
        return TaxonomyFile.Read(TaxonomyFile.Write(await Client.GetAsync(Candidate)));
    }

    /// <summary>Makes a taxonomy as a file has it, and returns its metadata then.</summary>
    private async Task<JsonObject> MakeAsync(string way, Taxonomy file)
    {
        var current = await Client.GetAsync(file.TaxonomyName);
        switch (way)
        {
            case "plan":
                await TaxonomyPlan.For(current, file with { Metadata = new JsonObject { ["owner"] = "search" } }).ApplyAsync(Client);
                return new JsonObject { ["owner"] = "search" };
            case "plan without metadata":
                await TaxonomyPlan.For(current, file with { Metadata = [], Description = "d" }).ApplyAsync(Client);
                return [];
            case "import":
                await Client.ImportAsync(file);
                return new JsonObject { ["stage"] = "trial" };
            default:
                var old = new JsonObject { ["stage"] = "new", [TaxonomyPromotion.MetadataKey] = new JsonObject { ["promoted_id"] = "tax_of_another" } };
                await TaxonomyPlan.For(current, file with { Metadata = old }).ApplyAsync(Client);
                return new JsonObject { ["stage"] = "new" };
        }
    }

    private static JsonObject Without(JsonObject metadata)
    {
        metadata.Remove(TaxonomyPromotion.MetadataKey);
        return metadata;
    }
}
