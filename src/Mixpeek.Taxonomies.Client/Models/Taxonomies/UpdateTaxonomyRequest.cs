using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The body of <c>PATCH /v1/taxonomies/{taxonomy_identifier}</c>. Only what is set changes; at least one member must
/// be set. The config can't be changed: clone the taxonomy instead.
/// </summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record UpdateTaxonomyRequest : ExtensibleModel, IModel<UpdateTaxonomyRequest>
{
    /// <summary>The new name, unique in the namespace. On the wire: <c>taxonomy_name</c>.</summary>
    public partial Optional<string?> TaxonomyName { get; init; }

    /// <summary>The new description. On the wire: <c>description</c>.</summary>
    public partial Optional<string?> Description { get; init; }

    /// <summary>
    /// The new metadata, whole: it replaces the old map and is not merged with it. On the wire: <c>metadata</c>.
    /// </summary>
    public partial Optional<JsonObject?> Metadata { get; init; }

    /// <summary>Sets one member of a taxonomy's metadata; what the service holds besides is sent back as it is, and no bound of a caller's value holds for it.</summary>
    internal static UpdateTaxonomyRequest OfMetadata(Taxonomy taxonomy, string name, JsonObject value) => new() { _metadata = taxonomy.MetadataText.WithMember(name, value) };

    private protected override void Check(ArgumentPath at)
    {
        var setsAny = TaxonomyName.HasValue || Description.HasValue || Metadata.HasValue || AdditionalProperties?.Count > 0;
        if (!setsAny)
            throw at.Invalid($"must set {nameof(TaxonomyName)}, {nameof(Description)} or {nameof(Metadata)}");
        if (TaxonomyName.ValueOrDefault is { } name)
            at.Member(nameof(TaxonomyName)).NewName(name);
    }
}
