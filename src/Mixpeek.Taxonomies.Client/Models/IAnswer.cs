namespace Mixpeek.Taxonomies.Client;

/// <summary>The model of an answer, which knows what makes a body one.</summary>
internal interface IAnswer
{
    /// <summary>The member of the wire without which a body is no such answer, where the model was read without it; null where it is there.</summary>
    string? Missing { get; }
}
