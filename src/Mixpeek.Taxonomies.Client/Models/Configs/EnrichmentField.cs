using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A field that is copied from the reference document to a matching one.</summary>
[JsonConverter(typeof(EnrichmentFieldConverter))]
public sealed record EnrichmentField : ExtensibleModel
{
    /// <summary>The field of the reference document. On the wire: <c>field_path</c>. Empty where the service left it out.</summary>
    public required string FieldPath { get; init; }

    /// <summary>The field's name in the enriched document; null keeps the name. On the wire: <c>target_field</c>.</summary>
    public string? TargetField { get; init; }

    /// <summary>
    /// What happens to a field that is already there. Defaults to <see cref="EnrichmentMergeMode.Replace"/>. On the
    /// wire: <c>merge_mode</c>.
    /// </summary>
    public EnrichmentMergeMode MergeMode { get; init; } = EnrichmentMergeMode.Replace;

    internal void Validate(ArgumentPath at) => at.Member(nameof(FieldPath)).NotBlank(FieldPath);
}
