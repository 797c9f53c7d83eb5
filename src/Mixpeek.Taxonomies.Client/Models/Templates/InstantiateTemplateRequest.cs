using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/templates/taxonomies/{template_id}/instantiate</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record InstantiateTemplateRequest : ExtensibleModel, IModel<InstantiateTemplateRequest>
{
    /// <summary>The new taxonomy's name, unique in the namespace, 1 to 100 characters. On the wire: <c>taxonomy_name</c>.</summary>
    public required partial string TaxonomyName { get; init; }

    /// <summary>The collections to use: for a flat template <c>collection_id</c>, for a hierarchical one each collection of the template and the one to use for it. On the wire: <c>collection_config</c>.</summary>
    public required partial IReadOnlyDictionary<string, string> CollectionConfig { get; init; }

    /// <summary>What the taxonomy is for, up to 1,000 characters. On the wire: <c>description</c>.</summary>
    public partial string? Description { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(TaxonomyName)).NewName(TaxonomyName);
        at.Member(nameof(TaxonomyName)).NotLongerThan(TaxonomyName, 100);
        at.Member(nameof(CollectionConfig)).NotNull(CollectionConfig);
        foreach (var (collection, used) in CollectionConfig)
            at.Member($"{nameof(CollectionConfig)}[{collection}]").NotBlank(used);
        at.Member(nameof(Description)).NotLongerThan(Description, 1000);
    }
}
