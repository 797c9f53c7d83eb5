using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/templates/taxonomies/from-taxonomy/{taxonomy_id}</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record CreateTemplateRequest : ExtensibleModel, IModel<CreateTemplateRequest>
{
    /// <summary>The name, 1 to 100 characters. On the wire: <c>template_name</c>.</summary>
    public required partial string TemplateName { get; init; }

    /// <summary>What it is for, up to 1,000 characters. On the wire: <c>description</c>.</summary>
    public partial string? Description { get; init; }

    /// <summary>Who sees it. Defaults to <see cref="TemplateScope.Organization"/>. On the wire: <c>scope</c>.</summary>
    [DefaultValue("organization")]
    public partial TemplateScope Scope { get; init; }

    /// <summary>The category, up to 50 characters. On the wire: <c>category</c>.</summary>
    public partial string? Category { get; init; }

    /// <summary>Tags. On the wire: <c>tags</c>.</summary>
    public partial IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether everyone sees it. Defaults to false. On the wire: <c>is_public</c>.</summary>
    [DefaultValue(false)]
    public partial bool IsPublic { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(TemplateName)).NewName(TemplateName);
        at.Member(nameof(TemplateName)).NotLongerThan(TemplateName, 100);
        at.Member(nameof(Description)).NotLongerThan(Description, 1000);
        at.Member(nameof(Category)).NotLongerThan(Category, 50);
        at.Member(nameof(Tags)).EachNotBlank(Tags);
    }
}
