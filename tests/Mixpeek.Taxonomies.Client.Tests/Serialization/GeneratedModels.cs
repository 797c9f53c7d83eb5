using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Generators of valid models, with the rare texts and the missing members that real ones have.</summary>
internal static class GeneratedModels
{
    private static readonly Gen<string> Text = Gen.Elements(
        "a", "metadata.tags", "col_1", "ret_clip_v1", "with \"quotes\"", "new\nline", "Überschrift", "→", "😀", "\0", "null", " ", "\\", "\u2028");

    private static readonly Gen<JsonNode?> Node = Gen.Elements("null", "1", "-0.5", "1e30", "true", "\"x\"", "[]", "{}", "[1,[2,{\"a\":null}]]", "{\"k\":{\"l\":[\"m\"]}}")
        .Select(json => JsonNode.Parse(json));

    private static readonly Gen<JsonObject?> Rest = Gen.Elements<string?>(null, null, "{\"future\":1}", "{\"future\":null,\"other\":[{\"a\":\"b\"}]}")
        .Select(json => json is null ? null : JsonNode.Parse(json)!.AsObject());

    private static readonly Gen<EnrichmentMergeMode> MergeMode = Gen.Elements(EnrichmentMergeMode.Replace, EnrichmentMergeMode.Append, new("enrich"));

    private static readonly Gen<InputMapping> Mapping =
        from key in Text
        from type in Maybe(Gen.Elements(InputSourceType.Payload, InputSourceType.Literal, InputSourceType.Vector, new("text")))
        from path in MaybeText
        from fixedValue in Gen.OneOf(Gen.Constant(default(Optional<JsonNode?>)), Node.Select(node => new Optional<JsonNode?>(node)))
        from rest in Rest
        select new InputMapping { InputKey = key, SourceType = type, Path = path, Override = fixedValue, AdditionalProperties = rest };

    private static readonly Gen<EnrichmentField> Field =
        from path in Text
        from target in MaybeText
        from mode in MergeMode
        from rest in Rest
        select new EnrichmentField { FieldPath = path, TargetField = target, MergeMode = mode, AdditionalProperties = rest };

    private static readonly Gen<StepAnalyticsConfig> Steps =
        from time in Text
        from sequence in Text
        from source in Gen.Elements(StepKeySource.AssignmentLabel, StepKeySource.FieldPath, new("x"))
        from path in MaybeText
        from days in Maybe(Gen.Choose(1, 365))
        from covariates in MaybeList(Covariate!)
        select new StepAnalyticsConfig
        {
            TimestampField = time,
            SequenceIdField = sequence,
            StepKeySource = source,
            StepKeyFieldPath = path,
            MaxSequenceDurationDays = days,
            Covariates = covariates,
        };

    private static readonly Gen<HierarchicalNode> HierarchicalNode =
        from id in Text
        from parent in MaybeText
        from label in MaybeText
        from summary in MaybeText
        from keywords in MaybeList(Text)
        from retriever in MaybeText
        from fields in MaybeList(Field)
        from mappings in MaybeList(Mapping)
        from rest in Rest
        select new HierarchicalNode
        {
            CollectionId = id,
            ParentCollectionId = parent,
            Label = label,
            Summary = summary,
            Keywords = keywords,
            RetrieverId = retriever,
            EnrichmentFields = fields,
            InputMappings = mappings,
            AdditionalProperties = rest,
        };

    private static readonly Gen<TaxonomyConfig> Flat =
        from retriever in Text
        from mappings in Mapping.ListOf()
        from collection in Text
        from fields in MaybeList(Field)
        from steps in MaybeModel(Steps)
        from rest in Rest
        select (TaxonomyConfig)new FlatTaxonomyConfig
        {
            RetrieverId = retriever,
            InputMappings = [.. mappings],
            SourceCollection = new SourceCollection { CollectionId = collection, EnrichmentFields = fields },
            StepAnalytics = steps,
            AdditionalProperties = rest,
        };

    private static readonly Gen<TaxonomyConfig> Hierarchical =
        from retriever in MaybeText
        from mappings in MaybeList(Mapping)
        from nodes in MaybeList(HierarchicalNode)
        from strategy in Maybe(Gen.Elements(HierarchyInferenceStrategy.Llm, new("x")))
        from collections in MaybeList(Text)
        from clusters in MaybeList(Text)
        from overlap in Maybe(Gen.Elements(0.0, 0.7, 1e-9))
        from provider in Maybe(Gen.Elements(LlmProvider.OpenAIChatV1, new("y")))
        from model in MaybeText
        from sample in Maybe(Gen.Choose(0, 100))
        from steps in MaybeModel(Steps)
        from rest in Rest
        select (TaxonomyConfig)new HierarchicalTaxonomyConfig
        {
            RetrieverId = retriever,
            InputMappings = mappings,
            HierarchicalNodes = nodes,
            InferenceStrategy = strategy,
            InferenceCollections = collections,
            ClusterIds = clusters,
            ClusterOverlapThreshold = overlap,
            LlmProvider = provider,
            LlmModel = model,
            LlmPromptTemplate = model,
            LlmSampleSize = sample,
            StepAnalytics = steps,
            AdditionalProperties = rest,
        };

    public static Gen<Taxonomy> Taxonomy { get; } =
        from id in Text
        from version in Gen.Choose(1, 1000)
        from name in Text
        from description in MaybeText
        from mappings in MaybeList(Mapping)
        from config in Gen.OneOf(Flat, Hierarchical)
        from ready in Gen.Elements(true, false)
        from created in Maybe(Gen.Choose(0, int.MaxValue).Select(seconds => DateTimeOffset.FromUnixTimeMilliseconds(seconds * 977L)))
        from rest in Rest
        select new Taxonomy
        {
            TaxonomyId = id,
            Version = version,
            TaxonomyName = name,
            Description = description,
            InputMappings = mappings,
            Config = config,
            Ready = ready,
            CreatedAt = created,
            Metadata = rest?.DeepClone().AsObject() ?? [],
            AdditionalProperties = rest,
        };

    private static Gen<CovariateConfig> Covariate =>
        from path in Text
        from type in Gen.Elements(CovariateType.Numeric, new("z"))
        from name in Text
        from binning in Maybe(Gen.Elements(BinningStrategy.Deciles, new("w")))
        from clustering in Maybe(Gen.Elements(ClusteringMethod.KMeans, new("v")))
        from clusters in Maybe(Gen.Choose(2, 100))
        select new CovariateConfig
        {
            FieldPath = path,
            CovariateType = type,
            Name = name,
            BinningStrategy = binning,
            ClusteringMethod = clustering,
            NClusters = clusters,
        };

    private static Gen<string?> MaybeText => Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text), Gen.Constant<string?>(""));

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct =>
        Gen.OneOf(Gen.Constant<T?>(null), gen.Select(value => (T?)value));

    private static Gen<T?> MaybeModel<T>(Gen<T> gen)
        where T : class =>
        Gen.OneOf(Gen.Constant<T?>(null), gen.Select(value => (T?)value));

    private static Gen<IReadOnlyList<T>?> MaybeList<T>(Gen<T> gen) =>
        Gen.OneOf(Gen.Constant<IReadOnlyList<T>?>(null), gen.ListOf().Select(items => (IReadOnlyList<T>?)items.ToArray()));
}
