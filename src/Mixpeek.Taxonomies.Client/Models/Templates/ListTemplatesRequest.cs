using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/templates/taxonomies</c>, which lists templates.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ListTemplatesRequest : ExtensibleModel, IModel<ListTemplatesRequest>
{
    /// <summary>Text to look for; null for all templates. On the wire: <c>search</c>.</summary>
    public partial string? Search { get; init; }

    /// <summary>Who sees the templates; null for any. On the wire: <c>scope</c>.</summary>
    public partial TemplateScope? Scope { get; init; }

    /// <summary>The category; null for any. On the wire: <c>category</c>.</summary>
    public partial string? Category { get; init; }

    /// <summary>Whether templates in use are listed, or those that are not. Defaults to true. On the wire: <c>is_active</c>.</summary>
    [DefaultValue(true)]
    public partial bool IsActive { get; init; }

    /// <summary>Tags that a template has to have, all of them. On the wire: <c>tags</c>.</summary>
    public partial IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Further filters, by field. On the wire: <c>filters</c>.</summary>
    public partial JsonObject? Filters { get; init; }

    /// <summary>The order; null for the service's own. On the wire: <c>sort</c>.</summary>
    public partial TaxonomySort? Sort { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        if (Sort is not null)
            at.Member(nameof(Sort)).Member(nameof(Sort.Field)).NotBlank(Sort.Field);
    }
}
