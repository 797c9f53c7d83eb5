using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Takes what the options leave out from the environment, and the credential provider and the clock from the
/// container. It comes after everything that sets options, in whatever order it was added.
/// </summary>
internal sealed class TaxonomyOptionsFromServices(IServiceProvider services, string clientName)
    : IPostConfigureOptions<TaxonomyClientOptions>
{
    public void PostConfigure(string? name, TaxonomyClientOptions options)
    {
        if (name != clientName)
            return;
        options.TakesServiceDiscovery = true;
        options.UseEnvironment(Environment.GetEnvironmentVariable);
        options.CredentialProvider ??= services.GetKeyedService<ITaxonomyCredentialProvider>(clientName)
            ?? services.GetService<ITaxonomyCredentialProvider>();
        if (options.TimeProvider == TimeProvider.System)
            options.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
    }
}
