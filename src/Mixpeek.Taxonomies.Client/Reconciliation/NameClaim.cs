namespace Mixpeek.Taxonomies.Client;

/// <summary>What a call claims of a name, or of a taxonomy that it changes: how a taxonomy that has it is known for what the call asked for, and what is made of it then.</summary>
internal sealed record NameClaim<T>
{
    /// <summary>The name that the call gives; null where it gives none.</summary>
    public required string? Name { get; init; }

    /// <summary>The taxonomy that a clone is made from; null for none.</summary>
    public string? Source { get; init; }

    /// <summary>The taxonomy that the call changes, as it was addressed; null for a creation.</summary>
    public string? Changed { get; init; }

    /// <summary>The taxonomy that a rename gives the name, as it was addressed; null for any other call.</summary>
    public string? Renamed => Name is null ? null : Changed;

    /// <summary>Whether a taxonomy is as it was asked for, apart from its name. The source is null where it is gone or not read.</summary>
    public required Func<Taxonomy, Taxonomy?, bool> IsAsAsked { get; init; }

    /// <summary>The ID and the name that an answer gives.</summary>
    public required Func<T, (string Id, string Name)> IdentityOf { get; init; }

    /// <summary>Makes the result of the taxonomy that was found, and of the source where it was read.</summary>
    public required Func<Taxonomy, Taxonomy?, T> ToResult { get; init; }
}
