namespace Mixpeek.Taxonomies.Client;

/// <summary>How a call is settled whose answer was lost: by what is found under the name that it gives.</summary>
internal sealed record Settlement<T>
{
    /// <summary>The name that the call gives.</summary>
    public required string Name { get; init; }

    /// <summary>The taxonomy that a clone is made from; null for none.</summary>
    public string? Source { get; init; }

    /// <summary>Tells whether what was found is what the call asked for.</summary>
    public required Func<Finding, Recognition> Recognise { get; init; }

    /// <summary>Makes the result of what was found.</summary>
    public required Func<Finding, T> ToResult { get; init; }
}
