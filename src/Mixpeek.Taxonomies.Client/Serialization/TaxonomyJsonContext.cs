using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The one place that knows every type on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Taxonomy))]
[JsonSerializable(typeof(TaxonomyConfig))]
[JsonSerializable(typeof(FlatTaxonomyConfig))]
[JsonSerializable(typeof(HierarchicalTaxonomyConfig))]
[JsonSerializable(typeof(UnknownTaxonomyConfig))]
[JsonSerializable(typeof(SourceCollection))]
[JsonSerializable(typeof(HierarchicalNode))]
[JsonSerializable(typeof(InputMapping))]
[JsonSerializable(typeof(EnrichmentField))]
[JsonSerializable(typeof(StepAnalyticsConfig))]
[JsonSerializable(typeof(CovariateConfig))]
[JsonSerializable(typeof(CreateTaxonomyRequest))]
[JsonSerializable(typeof(CloneTaxonomyRequest))]
[JsonSerializable(typeof(CloneTaxonomyResponse))]
[JsonSerializable(typeof(UpdateTaxonomyRequest))]
[JsonSerializable(typeof(ListTaxonomiesRequest))]
[JsonSerializable(typeof(TaxonomySort))]
[JsonSerializable(typeof(TaxonomyPage))]
[JsonSerializable(typeof(TaxonomyListStats))]
[JsonSerializable(typeof(TaxonomyType))]
[JsonSerializable(typeof(EnrichmentMergeMode))]
[JsonSerializable(typeof(InputSourceType))]
[JsonSerializable(typeof(HierarchyInferenceStrategy))]
[JsonSerializable(typeof(LlmProvider))]
[JsonSerializable(typeof(StepKeySource))]
[JsonSerializable(typeof(CovariateType))]
[JsonSerializable(typeof(BinningStrategy))]
[JsonSerializable(typeof(ClusteringMethod))]
[JsonSerializable(typeof(SortDirection))]
[JsonSerializable(typeof(List<Taxonomy>))]
[JsonSerializable(typeof(List<HierarchicalNode>))]
[JsonSerializable(typeof(List<InputMapping>))]
[JsonSerializable(typeof(List<EnrichmentField>))]
internal sealed partial class TaxonomyJsonContext : JsonSerializerContext;
