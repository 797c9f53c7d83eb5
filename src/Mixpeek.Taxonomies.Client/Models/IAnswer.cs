namespace Mixpeek.Taxonomies.Client;

/// <summary>The model of an answer, which knows what makes a body one.</summary>
internal interface IAnswer
{
    /// <summary>
    /// The first member of the wire without which a body is no such answer, where the model has nothing of it; null for
    /// none. An empty list or a zero may have been there.
    /// </summary>
    string? Missing { get; }
}
