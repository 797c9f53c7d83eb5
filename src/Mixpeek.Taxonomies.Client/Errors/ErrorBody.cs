using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What a body says of an error.</summary>
internal sealed record ErrorBody(
    string? Type, string? Message, JsonObject? Details, IReadOnlyList<TaxonomyValidationError> ValidationErrors);
