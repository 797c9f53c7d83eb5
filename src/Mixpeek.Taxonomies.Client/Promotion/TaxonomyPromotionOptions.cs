namespace Mixpeek.Taxonomies.Client;

/// <summary>How a promotion goes.</summary>
public sealed record TaxonomyPromotionOptions
{
    /// <summary>The name under which the taxonomy that is replaced is kept.</summary>
    /// <value>Defaults to null: its name and the time in UTC, such as <c>product_tags_20260115T120000000Z</c>.</value>
    public string? ArchivedName { get; init; }

    /// <summary>The clock of the archived name.</summary>
    /// <value>Defaults to null: that of the client, or <see cref="TimeProvider.System"/> for an <see cref="ITaxonomyClient"/> of your own.</value>
    public TimeProvider? TimeProvider { get; init; }

    internal void Validate(ArgumentPath at)
    {
        if (ArchivedName is not null)
            at.Member(nameof(ArchivedName)).NewName(ArchivedName);
    }
}
