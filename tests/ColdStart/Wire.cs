using System.Text.Json.Serialization;

namespace ColdStart;

/// <summary>As much of a taxonomy as a user's own model has.</summary>
public sealed class PlainTaxonomy
{
    public string TaxonomyId { get; set; } = "";

    public string TaxonomyName { get; set; } = "";

    public string? Description { get; set; }

    public PlainConfig? Config { get; set; }
}

public sealed class PlainConfig
{
    public string? TaxonomyType { get; set; }

    public string? RetrieverId { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlainTaxonomy))]
internal sealed partial class WireJson : JsonSerializerContext;
