using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A transport with the options of one view of the client.</summary>
internal sealed class CallSender(TaxonomyTransport transport, TaxonomyCallOptions? options)
{
    public Task<T> SendAsync<T>(TaxonomyRequest request, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(request, type, null, cancellationToken);

    public Task<T> SendAsync<T>(
        TaxonomyRequest request, JsonTypeInfo<T>? type, Settlement<T>? settlement, CancellationToken cancellationToken)
        where T : class =>
        transport.SendAsync(request, type, settlement, options, cancellationToken);

    /// <summary>The sender of a view of the view.</summary>
    public CallSender With(TaxonomyCallOptions own) => new(transport, own.Over(options));

    public static byte[] Body<T>(T request, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(request, type);

    public static void CheckIdentifier(string identifier, string parameter)
    {
        ArgumentNullException.ThrowIfNull(identifier, parameter);
        RouteTemplate.CheckIdentifier(identifier, new ArgumentPath(parameter));
    }
}
