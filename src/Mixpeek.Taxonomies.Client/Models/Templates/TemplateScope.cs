using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Who sees a template. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct TemplateScope : IOpenEnum<TemplateScope>
{
    /// <summary>Everyone; from the service itself. On the wire: <c>system</c>.</summary>
    public static TemplateScope System { get; } = new("system");

    /// <summary>The organization. On the wire: <c>organization</c>.</summary>
    public static TemplateScope Organization { get; } = new("organization");

    /// <summary>One user. On the wire: <c>user</c>.</summary>
    public static TemplateScope User { get; } = new("user");

    /// <summary>Everyone. On the wire: <c>public</c>.</summary>
    public static TemplateScope Public { get; } = new("public");
}
