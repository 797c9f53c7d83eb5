namespace Mixpeek.Taxonomies.Client;

/// <content>Views with other options.</content>
public static partial class TaxonomyClientExtensions
{
    /// <summary>
    /// Makes a view of a client that calls with other options, which are set in place:
    /// <code>client.WithOptions(options => options with { Timeout = TimeSpan.FromMinutes(5) })</code>
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="change">
    /// Makes the view's options from empty ones. A member that it leaves <c>null</c> keeps what the client has, including
    /// what an earlier view has set.
    /// </param>
    /// <exception cref="ArgumentException">An option is not valid, or the result is <c>null</c>.</exception>
    public static ITaxonomyClient WithOptions(this ITaxonomyClient client, Func<TaxonomyCallOptions, TaxonomyCallOptions> change)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(change);
        var options = change(new TaxonomyCallOptions());
        var at = new ArgumentPath(nameof(change));
        at.NotNull(options);
        options.Validate(at);
        return client.WithOptions(options);
    }
}
