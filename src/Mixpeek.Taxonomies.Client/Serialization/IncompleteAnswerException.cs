using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A body is JSON, and not the answer that was expected.</summary>
/// <param name="member">The path of the member that it lacks.</param>
internal sealed class IncompleteAnswerException(string member) : JsonException($"The body has no '{member}'.")
{
    public string Member => member;

    /// <summary>What the body says of a taxonomy all the same, with its ID at least; null for nothing.</summary>
    public Taxonomy? Part { get; init; }
}
