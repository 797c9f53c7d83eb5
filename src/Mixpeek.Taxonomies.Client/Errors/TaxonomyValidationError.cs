namespace Mixpeek.Taxonomies.Client;

/// <summary>One fault that the service found in a request.</summary>
public sealed record TaxonomyValidationError
{
    /// <summary>Where the fault is, from the outside in, such as <c>body</c>, <c>config</c>, <c>flat</c>, <c>retriever_id</c>.</summary>
    public required IReadOnlyList<string> Location { get; init => field = Stored.Of(value)!; }

    /// <summary>What is wrong; empty where the service does not say.</summary>
    public required string Message { get; init; }

    /// <summary>The kind of fault, such as <c>missing</c>; null where the service does not say.</summary>
    public string? Type { get; init; }

    /// <summary>Returns the location and the message.</summary>
    public override string ToString() => Location.Count == 0 ? Message : $"{string.Join('.', Location)}: {Message}";
}
