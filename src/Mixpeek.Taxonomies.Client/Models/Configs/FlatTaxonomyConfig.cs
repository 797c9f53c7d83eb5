using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A taxonomy with one source collection.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record FlatTaxonomyConfig : TaxonomyConfig, IModel<FlatTaxonomyConfig>
{
    /// <inheritdoc/>
    [JsonInclude]
    public override TaxonomyType TaxonomyType => TaxonomyType.Flat;

    /// <summary>
    /// The retriever that matches a document against the source collection. On the wire: <c>retriever_id</c>;
    /// <c>default_retriever_id</c> is read where that is absent. Empty where the service left it out.
    /// </summary>
    [OlderName("default_retriever_id")]
    public required partial string RetrieverId { get; init; }

    /// <summary>
    /// What the retriever is given for each document. On the wire: <c>input_mappings</c>;
    /// <c>default_input_mappings</c> is read where that is absent. Empty where the service left it out.
    /// </summary>
    [OlderName("default_input_mappings")]
    public required partial IReadOnlyList<InputMapping> InputMappings { get; init; }

    /// <summary>The collection whose documents carry the metadata. On the wire: <c>source_collection</c>.</summary>
    public required partial SourceCollection SourceCollection { get; init; }

    /// <summary>How step analytics reads the assignments; null for none. On the wire: <c>step_analytics</c>.</summary>
    public partial StepAnalyticsConfig? StepAnalytics { get; init; }

    /// <inheritdoc/>
    public override FlatTaxonomyConfig WithRetriever(string retrieverId)
    {
        new ArgumentPath(nameof(retrieverId)).NotBlank(retrieverId);
        return this with { RetrieverId = retrieverId };
    }

    private protected override void Check(ArgumentPath at)
    {
        if (!KeepsRaw("retriever_id"u8))
            at.Member(nameof(RetrieverId)).NotBlank(RetrieverId);
    }
}
