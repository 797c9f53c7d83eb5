namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/templates/taxonomies/from-taxonomy/{taxonomy_id}</c>.</summary>
public sealed record CreateTemplateRequest : ExtensibleModel
{
    /// <summary>The name, 1 to 100 characters. On the wire: <c>template_name</c>.</summary>
    public required string TemplateName { get; init; }

    /// <summary>What it is for, up to 1,000 characters. On the wire: <c>description</c>.</summary>
    public string? Description { get; init; }

    /// <summary>Who sees it. Defaults to <see cref="TemplateScope.Organization"/>. On the wire: <c>scope</c>.</summary>
    public TemplateScope Scope { get; init; } = TemplateScope.Organization;

    /// <summary>The category, up to 50 characters. On the wire: <c>category</c>.</summary>
    public string? Category { get; init; }

    /// <summary>Tags. On the wire: <c>tags</c>.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether everyone sees it. Defaults to false. On the wire: <c>is_public</c>.</summary>
    public bool IsPublic { get; init; }

    internal void Validate(ArgumentPath at)
    {
        at.Member(nameof(TemplateName)).NotBlank(TemplateName);
        at.Member(nameof(TemplateName)).NotLongerThan(TemplateName, 100);
        at.Member(nameof(Description)).NotLongerThan(Description, 1000);
        at.Member(nameof(Category)).NotLongerThan(Category, 50);
        at.Member(nameof(Tags)).EachNotBlank(Tags);
    }
}
