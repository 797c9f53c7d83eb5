using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Whether a taxonomy that has a name is as a call asked for it.</summary>
public sealed class NameClaimsTests
{
    private static readonly FlatTaxonomyConfig Other = Sample.FlatConfig with { RetrieverId = "ret_of_another" };

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "", true)]
    [InlineData(null, "another's", false)]
    [InlineData("mine", "mine", true)]
    [InlineData("mine", null, false)]
    [InlineData("", null, false)]
    public void Creation_has_the_description_that_was_asked_for_or_none(string? asked, string? found, bool isAsAsked)
    {
        var claim = NameClaims.Of(Sample.CreateRequest with { Description = asked });
        claim.IsAsAsked(Found(found), null).Should().Be(isAsAsked);
        claim.IsAsAsked(Found(found) with { Config = Other }, null).Should().BeFalse();
    }

    [Theory]
    [InlineData(null, "the source's", true)]
    [InlineData(null, null, true)]
    [InlineData(null, "another's", false)]
    [InlineData("mine", "mine", true)]
    [InlineData("mine", "the source's", false)]
    public void Clone_has_the_description_that_was_asked_for_or_its_sources(string? asked, string? found, bool isAsAsked)
    {
        var request = asked is null ? Sample.CloneRequest : Sample.CloneRequest with { Description = asked };
        NameClaims.Of("t", request).IsAsAsked(Found(found), Found("the source's")).Should().Be(isAsAsked);
    }

    [Fact]
    public void Clone_has_the_config_that_was_asked_for_or_its_sources()
    {
        var copy = NameClaims.Of("t", Sample.CloneRequest);
        copy.IsAsAsked(Found(), Found()).Should().BeTrue();
        copy.IsAsAsked(Found(), Found() with { Config = Other }).Should().BeFalse();
        copy.IsAsAsked(Found(), null).Should().BeFalse("there is nothing to tell it by");

        var changed = NameClaims.Of("t", Sample.CloneRequest with { Config = Other });
        changed.IsAsAsked(Found() with { Config = Other }, null).Should().BeTrue();
        changed.IsAsAsked(Found(), Found()).Should().BeFalse();
    }

    [Theory]
    [InlineData(null, "any", true)]
    [InlineData("mine", "mine", true)]
    [InlineData("mine", "any", false)]
    public void Instantiation_has_the_description_that_was_asked_for_or_the_templates(string? asked, string found, bool isAsAsked) =>
        NameClaims.Of("tmpl_1", Sample.InstantiateRequest with { Description = asked }).IsAsAsked(Found(found), null).Should().Be(isAsAsked);

    [Theory]
    [InlineData("col_products_v1", true)]
    [InlineData("col_other", false)]
    [InlineData("col_products_v1 col_other", false)]
    [InlineData("", false)]
    public void Instantiation_is_told_by_the_collections_that_it_names(string named, bool isAsAsked)
    {
        var collections = named.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(name => $"key_{name}");
        NameClaims.Of("tmpl_1", Sample.InstantiateRequest with { CollectionConfig = collections }).IsAsAsked(Found(), null).Should().Be(isAsAsked);
    }

    [Fact]
    public void Update_without_a_name_claims_none()
    {
        foreach (var request in new[] { Sample.UpdateRequest, new UpdateTaxonomyRequest { TaxonomyName = null } })
        {
            var claim = NameClaims.Of("t", request);
            (claim.Name, claim.Renamed, claim.Changed).Should().Be((null, null, "t"));
        }
    }

    [Fact]
    public void Rename_has_the_description_and_the_metadata_that_were_asked_for()
    {
        var found = Found("new") with { Metadata = new JsonObject { ["owner"] = "search" } };
        IsAsAsked(new UpdateTaxonomyRequest()).Should().BeTrue("nothing else was to change");
        IsAsAsked(new UpdateTaxonomyRequest { Description = "new" }).Should().BeTrue();
        IsAsAsked(new UpdateTaxonomyRequest { Description = "other" }).Should().BeFalse();
        IsAsAsked(new UpdateTaxonomyRequest { Metadata = new JsonObject { ["owner"] = "search" } }).Should().BeTrue();
        IsAsAsked(new UpdateTaxonomyRequest { Metadata = new JsonObject { ["owner"] = "other" } }).Should().BeFalse();
        IsAsAsked(new UpdateTaxonomyRequest { Metadata = null }).Should().BeFalse();
        IsAsAsked(new UpdateTaxonomyRequest { Description = "new", Metadata = new JsonObject() }).Should().BeFalse();
        NameClaims.Of("t", new UpdateTaxonomyRequest { TaxonomyName = "n", Metadata = null })!.IsAsAsked(Found(), null).Should().BeTrue("there is none");

        bool IsAsAsked(UpdateTaxonomyRequest request) => NameClaims.Of("t", request with { TaxonomyName = "n" })!.IsAsAsked(found, null);
    }

    private static Taxonomy Found(string? description = null) =>
        new() { TaxonomyId = Sample.TaxonomyId, TaxonomyName = "n", Description = description, Config = Sample.FlatConfig };
}
