using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A config whose type this version does not know, or that is missing. <see cref="Raw"/> holds it whole, and it is
/// written back unchanged.
/// </summary>
[JsonConverter(typeof(DerivedConfigConverter<UnknownTaxonomyConfig>))]
public sealed record UnknownTaxonomyConfig : TaxonomyConfig
{
    /// <summary>Makes a config from raw JSON.</summary>
    /// <param name="raw">The config as it stands on the wire; undefined where there is none.</param>
    public UnknownTaxonomyConfig(JsonElement raw = default) => Raw = raw;

    /// <summary>The config as it stands on the wire; undefined where the service sent none.</summary>
    public JsonElement Raw { get; }

    /// <summary>The type that the service names; uninitialised where it names none.</summary>
    public override TaxonomyType TaxonomyType =>
        Raw.ValueKind == JsonValueKind.Object
        && Raw.TryGetProperty("taxonomy_type", out var type)
        && type.ValueKind == JsonValueKind.String
        && type.GetString() is { } name && !string.IsNullOrWhiteSpace(name)
            ? new TaxonomyType(name)
            : default;

    internal override void Validate(ArgumentPath at)
    {
        if (Raw.ValueKind == JsonValueKind.Undefined)
            throw at.Invalid("is missing");
        if (Raw.ValueKind != JsonValueKind.Object)
            throw at.Member(nameof(Raw)).Invalid("must be a JSON object");
        if (TaxonomyType == default)
            throw at.Member(nameof(Raw)).Invalid("must have a taxonomy_type");
    }
}
