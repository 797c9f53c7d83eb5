using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Gives the emulator's key, so that a provider from the application's container does not give its own.</summary>
internal sealed class FixedCredentials(string apiKey) : ITaxonomyCredentialProvider
{
    public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(apiKey);
}
