namespace Mixpeek.Taxonomies.Client;

/// <summary>One clone of many.</summary>
public sealed record TaxonomyBulkClone
{
    /// <summary>The source, by ID or name.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>The clone's name.</summary>
    public required string NewName { get; init; }

    /// <summary>Makes the clone's config from the source's.</summary>
    /// <value>Defaults to null: the config is copied.</value>
    public Func<TaxonomyConfig, TaxonomyConfig>? Change { get; init; }

    internal void Validate(ArgumentPath at)
    {
        Identifier.Check(Taxonomy, at.Member(nameof(Taxonomy)));
        Identifier.Check(NewName, at.Member(nameof(NewName)));
        if (NewName == Taxonomy)
            throw at.Member(nameof(NewName)).Invalid($"is the source's own name, '{HeaderText.Printable(NewName)}'; a clone needs another");
    }
}
