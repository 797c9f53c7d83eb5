namespace Mixpeek.Taxonomies.Client;

/// <summary>How a wait for a taxonomy goes.</summary>
public sealed record TaxonomyWaitOptions
{
    /// <summary>The longest wait; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no bound.</summary>
    /// <value>Defaults to 10 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long until the taxonomy is read a second time; each further time is twice as long.</summary>
    /// <value>Defaults to 1 second.</value>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two reads.</summary>
    /// <value>Defaults to 30 seconds.</value>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock.</summary>
    /// <value>Defaults to null: that of the client, or <see cref="TimeProvider.System"/> for an <see cref="ITaxonomyClient"/> of your own.</value>
    public TimeProvider? TimeProvider { get; init; }

    internal void Validate(ArgumentPath at)
    {
        if (Timeout <= TimeSpan.Zero && Timeout != System.Threading.Timeout.InfiniteTimeSpan)
            throw at.Member(nameof(Timeout)).Invalid("must be more than zero, or infinite");
        if (FirstDelay <= TimeSpan.Zero)
            throw at.Member(nameof(FirstDelay)).Invalid("must be more than zero");
        if (LongestDelay < FirstDelay)
            throw at.Member(nameof(LongestDelay)).Invalid($"must not be less than {nameof(FirstDelay)}");
    }
}
