using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Puts the check of the address below every handler that the application chains on a client.</summary>
internal sealed class InsecureAddressFilter(IServiceProvider services) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name is { } httpName && ClientNames.OptionsOf(httpName) is { } name && services.GetKeyedService<OptionsInForce>(name) is { } options)
            builder.AdditionalHandlers.Add(new InsecureAddressHandler(options, services.GetRequiredService<CallDiagnostics>().Log));
    };
}
