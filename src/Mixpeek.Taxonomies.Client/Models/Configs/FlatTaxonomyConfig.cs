using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A taxonomy with one source collection.</summary>
[JsonConverter(typeof(DerivedConfigConverter<FlatTaxonomyConfig>))]
public sealed record FlatTaxonomyConfig : TaxonomyConfig
{
    /// <inheritdoc/>
    public override TaxonomyType TaxonomyType => TaxonomyType.Flat;

    /// <summary>
    /// The retriever that matches a document against the source collection. On the wire: <c>retriever_id</c>;
    /// <c>default_retriever_id</c> is read where that is absent. Empty where the service left it out.
    /// </summary>
    public required string RetrieverId { get; init; }

    /// <summary>
    /// What the retriever is given for each document. On the wire: <c>input_mappings</c>;
    /// <c>default_input_mappings</c> is read where that is absent. Empty where the service left it out.
    /// </summary>
    public required IReadOnlyList<InputMapping> InputMappings { get; init; }

    /// <summary>The collection whose documents carry the metadata. On the wire: <c>source_collection</c>.</summary>
    public required SourceCollection SourceCollection { get; init; }

    /// <summary>How step analytics reads the assignments; null for none. On the wire: <c>step_analytics</c>.</summary>
    public StepAnalyticsConfig? StepAnalytics { get; init; }

    internal override void Validate(ArgumentPath at)
    {
        if (!IsKeptRaw("retriever_id"))
            at.Member(nameof(RetrieverId)).NotBlank(RetrieverId);
        at.Member(nameof(InputMappings)).NotNull(InputMappings);
        at.Member(nameof(InputMappings)).Each(InputMappings, static (item, path) => item.Validate(path));
        at.Member(nameof(SourceCollection)).NotNull(SourceCollection);
        if (!IsKeptRaw("source_collection"))
            SourceCollection.Validate(at.Member(nameof(SourceCollection)));
        StepAnalytics?.Validate(at.Member(nameof(StepAnalytics)));
    }

    /// <summary>Whether a member was read in a shape of its own, which is sent back as it is: the service took it once.</summary>
    private bool IsKeptRaw(string name) => AdditionalProperties?[name] is { } raw && raw.ToJsonString() != "\"\"";
}
