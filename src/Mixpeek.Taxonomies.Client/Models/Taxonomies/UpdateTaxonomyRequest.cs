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
    /// The new metadata, whole: it replaces the old map and is not merged with it, so that a key that is left out is
    /// deleted. That includes what the library keeps there, such as the record of a promotion under
    /// <c>taxonomy_promotion</c>; <see cref="Between"/> keeps it. On the wire: <c>metadata</c>.
    /// </summary>
    public partial Optional<JsonObject?> Metadata { get; init; }

    /// <summary>The metadata as it is sent.</summary>
    internal Optional<JsonText?> MetadataText => _metadata;

    /// <summary>
    /// Makes the update from one state of a taxonomy to another. It sets what differs of name, description and metadata,
    /// and nothing else. A name, a config and what the service assigns may be left out of <paramref name="after"/>; a
    /// description or metadata that is left out is emptied. What the library itself keeps in the metadata of
    /// <paramref name="before"/>, such as the record of a promotion, stays there.
    /// </summary>
    /// <param name="before">The taxonomy as the service returned it.</param>
    /// <param name="after">The taxonomy as it should be, such as a changed copy of it or a file.</param>
    /// <returns>The request, or null if nothing differs: the service refuses an update that sets nothing.</returns>
    /// <exception cref="ArgumentException">
    /// They differ in something that an update can't change: the config, for which a clone is needed, or what the service
    /// assigns. The message names the member.
    /// </exception>
    public static UpdateTaxonomyRequest? Between(Taxonomy before, Taxonomy after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        FixedMembers.Refuse(before, after, new ArgumentPath(nameof(after)));
        return OfDesigns(before, after);
    }

    /// <summary>Makes the update that changes name, description and metadata; null if none of them differs.</summary>
    internal static UpdateTaxonomyRequest? OfDesigns(Taxonomy before, Taxonomy after)
    {
        var (old, young) = (DesignTree.Of(before).Parts!, DesignTree.Of(after).Parts!);
        var isNamed = young.ContainsKey(DesignTree.Name) && Differs(DesignTree.Name);
        var (isDescribed, isNoted) = (Differs(DesignTree.Description), Differs(DesignTree.Metadata));
        return !isNamed && !isDescribed && !isNoted ? null : new UpdateTaxonomyRequest
        {
            TaxonomyName = isNamed ? after.TaxonomyName : default(Optional<string?>),
            Description = isDescribed ? after.Description ?? "" : default(Optional<string?>),
            _metadata = isNoted ? LibraryMetadata.Replace(before.MetadataText, after.MetadataText) : default(Optional<JsonText?>),
        };

        bool Differs(string name) => !DesignPart.AreEqual(old.GetValueOrDefault(name), young.GetValueOrDefault(name));
    }

    /// <summary>Sets one member of a taxonomy's metadata; what the service holds besides is sent back as it is, and no bound of a caller's value holds for it.</summary>
    internal static UpdateTaxonomyRequest OfMetadata(Taxonomy taxonomy, string name, JsonObject value) => new() { _metadata = taxonomy.MetadataText.WithMember(name, value) };

    private protected override void Check(ArgumentPath at)
    {
        var setsAny = TaxonomyName.HasValue || Description.HasValue || Metadata.HasValue || AdditionalProperties?.Count > 0;
        if (!setsAny)
            throw at.Invalid($"must set {nameof(TaxonomyName)}, {nameof(Description)} or {nameof(Metadata)}");
        if (TaxonomyName.Value is { } name)
            at.Member(nameof(TaxonomyName)).NewName(name);
    }
}
