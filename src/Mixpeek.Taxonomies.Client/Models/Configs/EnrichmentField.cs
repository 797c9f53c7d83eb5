using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A field that is copied from the reference document to a matching one.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record EnrichmentField : ExtensibleModel, IModel<EnrichmentField>
{
    /// <summary>The field of the reference document. On the wire: <c>field_path</c>. Empty where the service left it out.</summary>
    public required partial string FieldPath { get; init; }

    /// <summary>The field's name in the enriched document; null keeps the name. On the wire: <c>target_field</c>.</summary>
    public partial string? TargetField { get; init; }

    /// <summary>
    /// What happens to a field that is already there. Defaults to <see cref="EnrichmentMergeMode.Replace"/>. On the
    /// wire: <c>merge_mode</c>.
    /// </summary>
    [DefaultValue("replace")]
    public partial EnrichmentMergeMode MergeMode { get; init; }

    /// <summary>A bare text is the path of a field: the documentation has both forms.</summary>
    static partial void ReadOther(ref Utf8JsonReader reader, ref EnrichmentField? model)
    {
        if (reader.TokenType == JsonTokenType.String && JsonString.Read(ref reader) is { Length: > 0 } path && JsonString.IsValid(path))
            model = new EnrichmentField { FieldPath = path };
    }

    private protected override void Check(ArgumentPath at) => at.Member(nameof(FieldPath)).NotBlank(FieldPath);
}
