using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Takes the credential provider and the clock from the container, where the options name none.</summary>
internal sealed class TaxonomyOptionsFromServices(IServiceProvider services, string clientName)
    : IPostConfigureOptions<TaxonomyClientOptions>
{
    public void PostConfigure(string? name, TaxonomyClientOptions options)
    {
        if (name != clientName)
            return;
        options.CredentialProvider ??= services.GetKeyedService<ITaxonomyCredentialProvider>(clientName)
            ?? services.GetService<ITaxonomyCredentialProvider>();
        if (options.TimeProvider == TimeProvider.System)
            options.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
    }
}
