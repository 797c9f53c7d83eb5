using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How a template is used. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct TemplateMode : IOpenEnum<TemplateMode>
{
    /// <summary>As a scaffold. On the wire: <c>scaffold</c>.</summary>
    public static TemplateMode Scaffold { get; } = new("scaffold");

    /// <summary>As a config. On the wire: <c>config</c>.</summary>
    public static TemplateMode Config { get; } = new("config");

    /// <summary>As the source of a clone. On the wire: <c>clone</c>.</summary>
    public static TemplateMode Cloned { get; } = new("clone");
}
