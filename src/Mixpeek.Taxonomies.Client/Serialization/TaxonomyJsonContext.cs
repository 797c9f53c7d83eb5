using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The one place that knows every type on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(WireDateTimeConverter),
        typeof(JsonMapConverter),
        typeof(NullAsDefaultConverter<int>.OfInteger),
        typeof(NullAsDefaultConverter<double>.OfNumber),
        typeof(NullAsDefaultConverter<bool>.OfFlag),
    ])]
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
[JsonSerializable(typeof(ExecuteTaxonomyRequest))]
[JsonSerializable(typeof(ExecuteTaxonomyResponse))]
[JsonSerializable(typeof(JoinStats))]
[JsonSerializable(typeof(JoinMode))]
[JsonSerializable(typeof(ApplyTaxonomyRequest))]
[JsonSerializable(typeof(ApplyTaxonomyResponse))]
[JsonSerializable(typeof(ListTemplatesRequest))]
[JsonSerializable(typeof(ListTemplatesResponse))]
[JsonSerializable(typeof(TaxonomyTemplate))]
[JsonSerializable(typeof(CreateTemplateRequest))]
[JsonSerializable(typeof(CreateTemplateResponse))]
[JsonSerializable(typeof(InstantiateTemplateRequest))]
[JsonSerializable(typeof(InstantiateTemplateResponse))]
[JsonSerializable(typeof(TemplateMode))]
[JsonSerializable(typeof(TemplateScope))]
[JsonSerializable(typeof(TemplateType))]
[JsonSerializable(typeof(TaxonomyFilter))]
[JsonSerializable(typeof(FilterOperator))]
[JsonSerializable(typeof(StepTransitionRequest))]
[JsonSerializable(typeof(StepTransitionResponse))]
[JsonSerializable(typeof(DurationStats))]
[JsonSerializable(typeof(PredictorLift))]
[JsonSerializable(typeof(PathAnalysisRequest))]
[JsonSerializable(typeof(PathAnalysisResponse))]
[JsonSerializable(typeof(TransitionPath))]
[JsonSerializable(typeof(AvailableStepsResponse))]
[JsonSerializable(typeof(StepInfo))]
[JsonSerializable(typeof(MetricsTimeRange))]
[JsonSerializable(typeof(AssignmentMetricsResponse))]
[JsonSerializable(typeof(AssignmentMetric))]
[JsonSerializable(typeof(ConfidenceResponse))]
[JsonSerializable(typeof(ConfidenceDistribution))]
[JsonSerializable(typeof(LabelDistributionResponse))]
[JsonSerializable(typeof(LabelMetric))]
[JsonSerializable(typeof(EnrichmentHistoryResponse))]
[JsonSerializable(typeof(EnrichmentMetric))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class TaxonomyJsonContext : JsonSerializerContext;
