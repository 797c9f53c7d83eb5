namespace Mixpeek.Taxonomies.Client;

/// <summary>Gives the API key for each attempt, so that a key can come from a vault and change at any time.</summary>
public interface ITaxonomyCredentialProvider
{
    /// <summary>Returns the key. It is asked for before each attempt; cache it where it is costly.</summary>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken);
}
