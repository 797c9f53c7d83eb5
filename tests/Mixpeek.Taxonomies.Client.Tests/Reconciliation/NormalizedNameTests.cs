using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A service may keep a name in another form than the one that was asked for.</summary>
public sealed class NormalizedNameTests
{
    private const string Composed = "caf\u00e9";
    private const string Decomposed = "cafe\u0301";
    private const string FullWidth = "\uff34\uff21\uff27\uff33";

    private readonly SkippingClock _clock = new();

    /// <summary>A name that is asked for, and the form in which the service keeps it.</summary>
    public static TheoryData<string, string> Forms => new()
    {
        { "Product_Tags", "product_tags" },
        { Decomposed, Composed },
        { Composed, Decomposed },
        { FullWidth, "tags" },
        { "tags", " tags " },
        { "\uff76\uff9e", "\u30ac" },
        { "\u1112\u1161\u11ab", "\ud55c" },
        { "e\u0302\u0301", "\u00ea\u0301" },
    };

    public static TheoryData<string> Spaced => [" tags", "tags ", "\ttags", "tags\n", "\u00a0tags", "tags\u3000", "tags\u2028"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Answer_with_an_id_and_another_form_of_the_name_is_the_result(string asked, string kept)
    {
        using var handler = Service(kept);
        using var client = Sample.Client(handler);
        (await client.CreateAsync(Sample.CreateRequest with { TaxonomyName = asked })).TaxonomyName.Should().Be(kept);
        (await client.CloneAsync("source", new CloneTaxonomyRequest { TaxonomyName = asked })).Taxonomy.TaxonomyName.Should().Be(kept);
        (await client.Templates.InstantiateAsync("tmpl_1", Sample.InstantiateRequest with { TaxonomyName = asked })).TaxonomyName.Should().Be(kept);
        (await client.UpdateAsync(Sample.TaxonomyId, new UpdateTaxonomyRequest { TaxonomyName = asked })).TaxonomyName.Should().Be(kept);
        handler.Requests.Should().HaveCount(4, "nothing was looked up");
    }

    [Theory]
    [InlineData("product_tags", "product_tags_2")]
    [InlineData("product_tags", "producttags")]
    [InlineData("tags", "\ud800")]
    [InlineData("caf\u00e9", "cafe")]
    [InlineData("\u540d\u524d", "\u5225\u540d")]
    [InlineData("cafe\u0301", "caf\u00e9s")]
    [InlineData("cafe\u0301s", "caf\u00e9")]
    public async Task Answer_of_an_entirely_different_name_is_none(string asked, string answered)
    {
        var body = Body(answered);
        using var handler = new StubHandler(_ => StubHandler.Json((HttpStatusCode.OK, body)));
        using var client = Sample.Client(handler);
        await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest with { TaxonomyName = asked })).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        await client.Awaiting(c => c.UpdateAsync(Sample.TaxonomyId, new UpdateTaxonomyRequest { TaxonomyName = asked })).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Creation_whose_answer_was_lost_is_found_in_the_form_that_the_service_keeps(string asked, string kept)
    {
        using var handler = Service(kept, isLost: true);
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        (await client.CreateAsync(Sample.CreateRequest with { TaxonomyName = asked })).TaxonomyName.Should().Be(kept);
        handler.Requests.Select(request => request.Method.Method).Should().Equal("POST", "GET");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Taxonomy_that_is_there_in_another_form_is_not_created_again(string asked, string kept)
    {
        using var handler = Service(kept);
        using var client = Sample.Client(handler);
        (await client.GetOrCreateAsync(Sample.CreateRequest with { TaxonomyName = asked })).TaxonomyId.Should().Be(Sample.TaxonomyId);
        handler.Requests.Should().ContainSingle().Which.Method.Should().Be(HttpMethod.Get);
    }

    [Theory]
    [MemberData(nameof(Spaced))]
    public void New_name_with_white_space_around_it_is_refused_before_anything_is_sent(string name)
    {
        using var handler = Service("tags");
        using var client = Sample.Client(handler);
        Refused(() => client.CreateAsync(Sample.CreateRequest with { TaxonomyName = name }), "request.TaxonomyName");
        Refused(() => client.CloneAsync("t", new CloneTaxonomyRequest { TaxonomyName = name }), "request.TaxonomyName");
        Refused(() => client.CloneAsync("t", name, config => config), "newName");
        Refused(() => client.UpdateAsync("t", new UpdateTaxonomyRequest { TaxonomyName = name }), "request.TaxonomyName");
        Refused(() => client.Templates.InstantiateAsync("t", Sample.InstantiateRequest with { TaxonomyName = name }), "request.TaxonomyName");
        Refused(() => client.Templates.CreateFromTaxonomyAsync("t", new CreateTemplateRequest { TemplateName = name }), "request.TemplateName");
        Refused(() => client.GetOrCreateAsync(Sample.CreateRequest with { TaxonomyName = name }), "request.TaxonomyName");
        Refused(() => client.GetOrCloneAsync("t", new CloneTaxonomyRequest { TaxonomyName = name }), "request.TaxonomyName");
        Refused(() => client.PromoteAsync(name, "trial"), "productionName");
        Refused(() => client.PromoteAsync("tags", "trial", new TaxonomyPromotionOptions { ArchivedName = name }), "options.ArchivedName");
        handler.Requests.Should().BeEmpty();

        static void Refused(Func<Task> call, string member) =>
            FluentActions.Invoking(() => { _ = call(); }).Should().Throw<ArgumentException>().Which.Message.Should().StartWith($"{member} must not begin or end with white space.");
    }

    [Fact]
    public async Task Taxonomy_that_has_white_space_around_its_name_can_be_addressed()
    {
        using var handler = Service(" tags ");
        using var client = Sample.Client(handler);
        (await client.GetAsync(" tags ")).TaxonomyName.Should().Be(" tags ");
        await client.DeleteAsync(" tags ");
        (await client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "tags" })).TaxonomyName.Should().Be(" tags ");
    }

    private StubHandler Service(string name, bool isLost = false) => new(request =>
    {
        var taxonomy = Body(name);
        var body = request.RequestUri!.AbsolutePath.EndsWith("/clone", StringComparison.Ordinal) ? $$"""{"taxonomy":{{taxonomy}},"source_taxonomy_id":"tax_0"}""" : taxonomy;
        var response = StubHandler.Json(isLost && request.Method == HttpMethod.Post ? (HttpStatusCode.BadGateway, "") : (HttpStatusCode.OK, body));
        response.Headers.Date = _clock.GetUtcNow();
        return response;
    });

    private string Body(string name)
    {
        var escaped = string.Concat(name.Select(unit => $"\\u{(int)unit:x4}"));
        var config = TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig);
        return $$"""{"taxonomy_id":"{{Sample.TaxonomyId}}","taxonomy_name":"{{escaped}}","created_at":"{{_clock.GetUtcNow():o}}","config":{{config}}}""";
    }
}
