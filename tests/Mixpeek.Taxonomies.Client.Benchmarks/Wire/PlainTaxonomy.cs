using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>The models that a user writes for himself, with setters, which the generator of System.Text.Json reads fastest.</summary>
public sealed class PlainTaxonomy
{
    public string TaxonomyId { get; set; } = "";

    public int Version { get; set; }

    public string TaxonomyName { get; set; } = "";

    public string? Description { get; set; }

    public PlainConfig? Config { get; set; }

    public bool Ready { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public JsonElement Metadata { get; set; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "taxonomy_type")]
[JsonDerivedType(typeof(PlainFlatConfig), "flat")]
[JsonDerivedType(typeof(PlainHierarchicalConfig), "hierarchical")]
public abstract class PlainConfig
{
    public string? RetrieverId { get; set; }

    public List<PlainMapping>? InputMappings { get; set; }
}

public sealed class PlainFlatConfig : PlainConfig
{
    public PlainSource? SourceCollection { get; set; }
}

public sealed class PlainHierarchicalConfig : PlainConfig
{
    public List<PlainNode>? HierarchicalNodes { get; set; }
}

public sealed class PlainMapping
{
    public string InputKey { get; set; } = "";

    public string? SourceType { get; set; }

    public string? Path { get; set; }
}

public sealed class PlainSource
{
    public string CollectionId { get; set; } = "";

    public List<PlainField>? EnrichmentFields { get; set; }
}

public sealed class PlainField
{
    public string FieldPath { get; set; } = "";

    public string? MergeMode { get; set; }
}

public sealed class PlainNode
{
    public string CollectionId { get; set; } = "";

    public string? ParentCollectionId { get; set; }

    public string? Label { get; set; }
}

public sealed class PlainCloneRequest
{
    public string TaxonomyName { get; set; } = "";

    public string? Description { get; set; }
}

public sealed class PlainCloneResponse
{
    public PlainTaxonomy Taxonomy { get; set; } = new();

    public string SourceTaxonomyId { get; set; } = "";
}

public sealed class PlainUpdateRequest
{
    public string? Description { get; set; }
}

public sealed class PlainListRequest
{
    public string? Search { get; set; }
}

public sealed class PlainPage
{
    public List<PlainTaxonomy> Results { get; set; } = [];

    public JsonElement Pagination { get; set; }

    public int TotalCount { get; set; }
}
