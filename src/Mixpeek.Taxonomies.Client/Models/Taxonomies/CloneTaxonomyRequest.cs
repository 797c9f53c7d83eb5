using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/taxonomies/{taxonomy_identifier}/clone</c>. What is left out is copied from the source.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record CloneTaxonomyRequest : ExtensibleModel, IModel<CloneTaxonomyRequest>
{
    /// <summary>The clone's name, unique in the namespace and so other than the source's. On the wire: <c>taxonomy_name</c>.</summary>
    public required partial string TaxonomyName { get; init; }

    /// <summary>
    /// The clone's description. Untouched copies the source's; what the service makes of <see langword="null"/> is
    /// not documented. On the wire: <c>description</c>.
    /// </summary>
    public partial Optional<string?> Description { get; init; }

    /// <summary>The clone's config, whole. Untouched or <see langword="null"/> copies the source's. On the wire: <c>config</c>.</summary>
    public partial Optional<TaxonomyConfig?> Config { get; init; }

    internal void ValidateFor(string source, ArgumentPath at)
    {
        Validate(at);
        at.Member(nameof(TaxonomyName)).OtherThanSource(TaxonomyName, source);
    }

    private protected override void Check(ArgumentPath at) => at.Member(nameof(TaxonomyName)).NewName(TaxonomyName);
}
