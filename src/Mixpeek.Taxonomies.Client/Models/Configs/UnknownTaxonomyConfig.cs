using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A config whose type this version does not know, or that is missing. <see cref="Raw"/> holds it whole, and it is
/// written back unchanged.
/// </summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed record UnknownTaxonomyConfig : TaxonomyConfig
{
    /// <summary>Makes a config from raw JSON.</summary>
    /// <param name="raw">The config as it stands on the wire; undefined where there is none.</param>
    public UnknownTaxonomyConfig(JsonElement raw = default) => Raw = raw.ValueKind == JsonValueKind.Undefined ? raw : raw.Clone();

    /// <summary>The config as it stands on the wire; undefined where the service sent none.</summary>
    public JsonElement Raw { get; }

    /// <summary><see cref="Raw"/> as text; null where the service sent none.</summary>
    public string? Json => Text?.ToString();

    /// <summary>The type that the service names; uninitialised where it names none.</summary>
    public override TaxonomyType TaxonomyType =>
        Text?.ToNode() is JsonObject config && config["taxonomy_type"] is JsonValue type
        && type.TryGetValue<string>(out var name) && !string.IsNullOrWhiteSpace(name)
            ? new TaxonomyType(name)
            : default;

    /// <inheritdoc/>
    protected override Type EqualityContract => typeof(UnknownTaxonomyConfig);

    internal static UnknownTaxonomyConfig Missing { get; } = new();

    private JsonText? Text => Raw.ValueKind == JsonValueKind.Undefined ? null : JsonText.Of(writer => Write(writer));

    /// <summary>Throws: where the retriever stands is not known.</summary>
    /// <param name="retrieverId">The retriever.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override TaxonomyConfig WithRetriever(string retrieverId) =>
        throw new NotSupportedException($"Where a config of the type '{TaxonomyType}' has its retriever is not known.");

    /// <summary>Whether both hold the same JSON.</summary>
    /// <param name="other">The other config.</param>
    public bool Equals(UnknownTaxonomyConfig? other) => base.Equals(other) && Stored.AreEqual(Text, other.Text);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Text);

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        if (Raw.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            JsonText.Write(writer, Encoding.UTF8.GetBytes(Raw.GetRawText()));
    }

    private protected override void CheckMembers(ArgumentPath at)
    {
        if (Raw.ValueKind == JsonValueKind.Undefined)
            throw at.Invalid("is missing");
        if (Raw.ValueKind != JsonValueKind.Object)
            throw at.Member(nameof(Raw)).Invalid("must be a JSON object");
        if (TaxonomyType == default)
            throw at.Member(nameof(Raw)).Invalid("must have a taxonomy_type");
    }
}
