using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/taxonomies</c>. Metadata is set by an update, not here.</summary>
[JsonConverter(typeof(CreateTaxonomyRequestConverter))]
public sealed record CreateTaxonomyRequest : ExtensibleModel
{
    /// <summary>The name, unique in the namespace. On the wire: <c>taxonomy_name</c>.</summary>
    public required string TaxonomyName { get; init; }

    /// <summary>What the taxonomy is for; null omits it. On the wire: <c>description</c>.</summary>
    public string? Description { get; init; }

    /// <summary>The immutable core. On the wire: <c>config</c>.</summary>
    public required TaxonomyConfig Config { get; init; }

    internal void Validate(ArgumentPath at)
    {
        at.Member(nameof(TaxonomyName)).NotBlank(TaxonomyName);
        at.Member(nameof(Config)).NotNull(Config);
        Config.Validate(at.Member(nameof(Config)));
    }
}
