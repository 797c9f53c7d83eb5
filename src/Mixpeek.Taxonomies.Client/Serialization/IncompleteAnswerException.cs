using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A body is JSON, and not the answer that was expected.</summary>
/// <param name="fault">What is wrong with the body, such as <c>has no 'results'</c>.</param>
internal sealed class IncompleteAnswerException(string fault) : JsonException($"The body {fault}.")
{
    public string Fault => fault;

    /// <summary>What the body says of a taxonomy, at least its ID or the number of a new version; null if it says neither.</summary>
    public Taxonomy? Part { get; init; }
}
