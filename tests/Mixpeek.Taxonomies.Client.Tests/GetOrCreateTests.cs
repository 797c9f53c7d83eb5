using System.Net;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What takes a taxonomy that is there for the one that was asked for, over real sockets.</summary>
public sealed class GetOrCreateTests : EmulatedServiceTests
{
    [Fact]
    public async Task Taxonomy_that_is_there_is_read_and_one_that_is_not_is_null()
    {
        var there = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        (await Client.TryGetAsync("product_tags")).Should().Be(there);
        (await Client.TryGetAsync(there.TaxonomyId, 1)).Should().Be(there);
        (await Client.TryGetAsync("missing")).Should().BeNull();
        (await Client.TryGetAsync("product_tags", 2)).Should().BeNull();
    }

    [Fact]
    public async Task Gateways_404_and_that_of_a_namespace_do_not_mean_that_there_is_none()
    {
        foreach (var body in new[] { "<html>", Payload.Read("23-resp-error-404-namespace") })
        {
            using var handler = StubHandler.Of((HttpStatusCode.NotFound, body));
            using var client = Sample.Client(handler);
            await client.Awaiting(c => c.TryGetAsync("product_tags")).Should().ThrowAsync<TaxonomyNotFoundException>();
            await client.Awaiting(c => c.GetOrCreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyNotFoundException>();
        }
    }

    [Fact]
    public async Task Create_happens_once()
    {
        var created = await Client.GetOrCreateAsync(Sample.CreateRequest);
        (await Client.GetOrCreateAsync(Sample.CreateRequest)).Should().Be(created);
        Emulator.Requests.Select(request => request.Method).Should().Equal("GET", "POST", "GET");
        Emulator.Store.Taxonomies.Should().ContainSingle();
    }

    [Fact]
    public async Task Create_takes_the_same_design_in_other_words()
    {
        var nodes = Sample.HierarchicalConfig.HierarchicalNodes!;
        var there = Emulator.Store.Add("org", Sample.HierarchicalConfig with { HierarchicalNodes = [.. nodes.Reverse()] });
        var request = new CreateTaxonomyRequest { TaxonomyName = "org", Config = Sample.HierarchicalConfig with { LlmSampleSize = 0 }, Description = "" };
        (await Client.GetOrCreateAsync(request)).TaxonomyId.Should().Be(there.TaxonomyId);
    }

    [Fact]
    public async Task Create_does_not_take_another_taxonomy_of_that_name()
    {
        Emulator.Store.Add("product_tags", Sample.FlatConfig with { RetrieverId = "ret_other" });
        var failure = (await Client.Awaiting(c => c.GetOrCreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyMismatchException>()).Which;
        failure.Message.Should().Contain("'product_tags' is there, but is not as asked for: ~ config.retriever_id: \"ret_other\" -> \"ret_clip_v1\".");
        failure.Diff!.Changes.Should().ContainSingle();
        var described = Sample.CreateRequest with { Config = Sample.FlatConfig with { RetrieverId = "ret_other" }, Description = "mine" };
        await Client.Awaiting(c => c.GetOrCreateAsync(described)).Should().ThrowAsync<TaxonomyMismatchException>().WithMessage("*+ description: \"mine\"*");
        var typed = Sample.CreateRequest with { Config = Sample.HierarchicalConfig };
        (await Client.Awaiting(c => c.GetOrCreateAsync(typed)).Should().ThrowAsync<TaxonomyMismatchException>().WithMessage("*~ config.taxonomy_type: flat -> hierarchical*")).Which.Diff.NeedsClone.Should().BeTrue();
        Emulator.Requests.Should().OnlyContain(request => request.Method == "GET");
    }

    [Fact]
    public async Task Create_takes_what_another_made_between_its_look_and_its_request()
    {
        using var handler = StubHandler.Of(
            (HttpStatusCode.NotFound, """{"success":false,"status":404,"error":{"message":"no","type":"NotFoundError"}}"""),
            (HttpStatusCode.Conflict, """{"success":false,"status":409,"error":{"message":"taken","type":"AlreadyExistsError"}}"""),
            (HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        var request = Sample.CreateRequest with { Config = Sample.FlatConfig with { InputMappings = [] } };
        (await client.GetOrCreateAsync(request)).TaxonomyId.Should().Be(Sample.TaxonomyId);
        handler.Requests.Select(sent => sent.Method.Method).Should().Equal("GET", "POST", "GET");
    }

    [Fact]
    public async Task Create_does_not_take_a_taxonomy_whose_id_is_the_name()
    {
        var other = Emulator.Store.Add("other", Sample.FlatConfig);
        var created = await Client.GetOrCreateAsync(Sample.CreateRequest with { TaxonomyName = other.TaxonomyId });
        created.TaxonomyName.Should().Be(other.TaxonomyId);
        created.TaxonomyId.Should().NotBe(other.TaxonomyId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clone_happens_once(bool changes)
    {
        var source = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var request = changes ? Sample.CloneRequest with { Config = Sample.FlatConfig.WithRetriever("ret_2"), Description = "d" } : Sample.CloneRequest;
        var clone = await Client.GetOrCloneAsync("product_tags", request);
        (await Client.GetOrCloneAsync(source.TaxonomyId, request)).Should().Be(clone);
        Emulator.Store.Taxonomies.Should().HaveCount(2);
        Emulator.Requests.Count(sent => sent.Method == "POST").Should().Be(1);
    }

    [Fact]
    public async Task Clone_that_is_there_is_compared_with_the_source()
    {
        Emulator.Store.Add("product_tags", Sample.FlatConfig);
        Emulator.Store.Add("product_tags_v2", Sample.FlatConfig with { RetrieverId = "ret_other" });
        await Client.Awaiting(c => c.GetOrCloneAsync("product_tags", Sample.CloneRequest)).Should().ThrowAsync<TaxonomyMismatchException>()
            .WithMessage("*\"ret_other\" -> \"ret_clip_v1\"*");
        await Client.Awaiting(c => c.GetOrCloneAsync("missing", Sample.CloneRequest)).Should().ThrowAsync<TaxonomyNotFoundException>();
        await Client.Awaiting(c => c.GetOrCloneAsync("missing", Sample.CloneRequest with { TaxonomyName = "new" })).Should().ThrowAsync<TaxonomyNotFoundException>();
        var whole = Sample.CloneRequest with { Config = Sample.FlatConfig with { RetrieverId = "ret_other" } };
        (await Client.GetOrCloneAsync("missing", whole)).TaxonomyName.Should().Be("product_tags_v2", "a source that is gone is not needed for it");
        Emulator.Store.Taxonomies.Should().HaveCount(2);
    }

    [Fact]
    public void Short_forms_of_configs()
    {
        TaxonomyConfig.From("col_products_v1", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip_vit_l_14")).Should().Be(Sample.FlatConfig);
        TaxonomyConfig.From(Sample.HierarchicalConfig.HierarchicalNodes!, "ret_face_v1", InputMapping.Vector("face_vec", "features.face")).Should().Be(Sample.HierarchicalConfig);
        TaxonomyConfig flat = Sample.FlatConfig;
        flat.WithRetriever("ret_2").Should().Be(Sample.FlatConfig with { RetrieverId = "ret_2" });
        HierarchicalTaxonomyConfig hierarchy = Sample.HierarchicalConfig.WithRetriever("ret_2");
        hierarchy.Should().Be(Sample.HierarchicalConfig with { RetrieverId = "ret_2" });
        FluentActions.Invoking(() => flat.WithRetriever(" ")).Should().Throw<ArgumentException>().WithParameterName("retrieverId");
        var unknown = TaxonomyJson.Deserialize<TaxonomyConfig>("""{"taxonomy_type":"graph"}""");
        FluentActions.Invoking(() => unknown.WithRetriever("r")).Should().Throw<NotSupportedException>().WithMessage("*type 'graph'*");
    }
}
