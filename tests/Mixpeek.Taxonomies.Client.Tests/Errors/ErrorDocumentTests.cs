using System.Reflection;
using System.Reflection.Emit;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>docs/errors.md has an entry for each exception, and its HelpLink leads there.</summary>
public sealed class ErrorDocumentTests
{
    private const string Repository = "https://example.org/taxonomies";

    private static readonly Type[] Exceptions =
        [.. typeof(TaxonomyException).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(TaxonomyException)))];

    [Fact]
    public void Every_exception_has_an_entry() =>
        Document.Read("docs/errors.md").Text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])
            .Should().BeEquivalentTo(Exceptions.Select(type => type.Name).Append("Others"));

    [Fact]
    public void Links_lead_to_the_entries() =>
        Document.Read("docs/errors.md").Anchors.Should().Contain(Exceptions.Select(type => ErrorHelp.LinkTo(type, "")!.TrimStart('#')));

    [Fact]
    public void Exception_of_an_application_leads_to_its_base() =>
        ErrorHelp.LinkTo(typeof(OwnException), "page").Should().Be("page#taxonomyexception");

    [Fact]
    public void Exception_of_a_build_that_knows_no_repository_leads_nowhere() =>
        ErrorHelp.LinkTo(typeof(TaxonomyConnectionException), page: null).Should().BeNull();

    [Theory]
    [InlineData(Repository, "1.0.0+abc", $"{Repository}/blob/abc/docs/errors.md")]
    [InlineData($"{Repository}/", "1.0.0", $"{Repository}/blob/HEAD/docs/errors.md")]
    [InlineData(Repository, null, $"{Repository}/blob/HEAD/docs/errors.md")]
    [InlineData("", "1.0.0+abc", null)]
    [InlineData(null, "1.0.0+abc", null)]
    public void Page_is_that_of_the_commit_in_the_repository_that_the_assembly_names(string? repository, string? version, string? page)
    {
        var attributes = new List<CustomAttributeBuilder>();
        if (repository is not null)
            attributes.Add(new CustomAttributeBuilder(typeof(AssemblyMetadataAttribute).GetConstructors().Single(), ["RepositoryUrl", repository]));
        if (version is not null)
            attributes.Add(new CustomAttributeBuilder(typeof(AssemblyInformationalVersionAttribute).GetConstructors().Single(), [version]));
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Published"), AssemblyBuilderAccess.RunAndCollect, attributes);
        ErrorHelp.PageOf(assembly).Should().Be(page);
    }

    /// <summary>It is null where the build knows no repository, and in a GitHub workflow an address.</summary>
    [Fact]
    public void Help_link_is_the_entry_in_the_repository_of_the_build()
    {
        var page = ErrorHelp.PageOf(typeof(TaxonomyException).Assembly);
        new TaxonomyConnectionException("m").HelpLink.Should().Be(ErrorHelp.LinkTo(typeof(TaxonomyConnectionException), page));
    }

    private sealed class OwnException() : TaxonomyException("m");
}
