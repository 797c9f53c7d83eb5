namespace Mixpeek.Taxonomies.Client;

/// <content>What the service said beside a result.</content>
public static partial class TaxonomyClientExtensions
{
    /// <summary>
    /// Makes one call and gives its result with what the service said beside it: status, request ID, headers, rate limit.
    /// <code>var response = await client.WithResponseAsync(call => call.GetAsync("product_tags"));</code>
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="call">Makes the call with the client that it is given; of several calls the last to end counts.</param>
    /// <exception cref="InvalidOperationException">No call was made with the client that was given.</exception>
    public static Task<TaxonomyResponse<T>> WithResponseAsync<T>(this ITaxonomyClient client, Func<ITaxonomyClient, Task<T>> call)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(call);
        return RespondAsync(client, call);
    }

    /// <summary>Makes one call that has no result, such as a deletion, and gives what the service said.</summary>
    /// <param name="client">The client.</param>
    /// <param name="call">Makes the call with the client that it is given; of several calls the last to end counts.</param>
    /// <exception cref="InvalidOperationException">No call was made with the client that was given.</exception>
    public static Task<TaxonomyCall> WithResponseAsync(this ITaxonomyClient client, Func<ITaxonomyClient, Task> call)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(call);
        return RespondAsync(client, call);
    }

    private static async Task<TaxonomyResponse<T>> RespondAsync<T>(ITaxonomyClient client, Func<ITaxonomyClient, Task<T>> call)
    {
        TaxonomyCall? last = null;
        var value = await call(client.WithOptions(new TaxonomyCallOptions { OnCompleted = ended => last = ended })).ConfigureAwait(false);
        return new TaxonomyResponse<T>(value, last ?? throw new InvalidOperationException("No call was made with the client that was given."));
    }

    private static async Task<TaxonomyCall> RespondAsync(ITaxonomyClient client, Func<ITaxonomyClient, Task> call)
    {
        var response = await RespondAsync(client, async view =>
        {
            await call(view).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return response.Call;
    }
}
