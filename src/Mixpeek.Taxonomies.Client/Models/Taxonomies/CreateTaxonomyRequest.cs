using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/taxonomies</c>. Metadata is set by an update, not here.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record CreateTaxonomyRequest : ExtensibleModel, IModel<CreateTaxonomyRequest>
{
    /// <summary>The name, unique in the namespace. On the wire: <c>taxonomy_name</c>.</summary>
    public required partial string TaxonomyName { get; init; }

    /// <summary>What the taxonomy is for; null omits it. On the wire: <c>description</c>.</summary>
    public partial string? Description { get; init; }

    /// <summary>The immutable core. On the wire: <c>config</c>.</summary>
    public required partial TaxonomyConfig Config { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(TaxonomyName)).NewName(TaxonomyName);
    }
}
