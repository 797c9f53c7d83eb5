using System.Text.Json;
using System.Text.Json.Nodes;
using Refit;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The generated clients of one base address.</summary>
internal sealed class TaxonomyApis : IDisposable
{
    private readonly HttpClient _http;

    public TaxonomyApis(HttpClient http)
    {
        _http = http;
        http.DefaultRequestHeaders.Add(TaxonomyHeadersHandler.CallHeader, "");
        var settings = SettingsFor(http);
        BaseAddress = http.BaseAddress!;
        Taxonomies = RestService.ForGenerated<ITaxonomiesApi>(http, settings);
        Templates = RestService.ForGenerated<ITaxonomyTemplatesApi>(http, settings);
        Analytics = RestService.ForGenerated<ITaxonomyAnalyticsApi>(http, settings);
    }

    public Uri BaseAddress { get; }

    public ITaxonomiesApi Taxonomies { get; }

    public ITaxonomyTemplatesApi Templates { get; }

    public ITaxonomyAnalyticsApi Analytics { get; }

    /// <summary>Sends a request of the caller's own as the interfaces send theirs.</summary>
    public async Task<JsonNode?> SendAsync(TaxonomyRequest request, TaxonomyOperation operation, TaxonomyCallOptions options, CancellationToken cancellationToken)
    {
        var address = new Uri(BaseAddress.AbsolutePath.TrimEnd('/') + request.Path, UriKind.Relative);
        using var message = new HttpRequestMessage(request.Method, address)
        {
            Content = request.Utf8 is { } body ? new RequestBody(body) : null,
            Version = _http.DefaultRequestVersion,
            VersionPolicy = _http.DefaultVersionPolicy,
        };
        options.SetOn(message);
        TaxonomyOperations.SetOn(message, operation);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            throw FailureFactory.OfTransport(message, fault, cancellationToken);
        }

        using (response)
            return await ReadAsync(response).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response)
    {
        if (await FailureFactory.OfResponseAsync(response).ConfigureAwait(false) is { } failure)
            throw failure;
        var body = (BufferedBody)response.Content;
        try
        {
            return body.Utf8.IsEmpty ? null : JsonBody.ParseNode(body.Reader());
        }
        catch (Exception fault) when (fault is JsonException or TimeoutException)
        {
            throw (await FailureFactory.OfDeserializationAsync(response, fault).ConfigureAwait(false))!;
        }
    }

    private static RefitSettings SettingsFor(HttpClient http) => new(new WireContentSerializer())
    {
        RequestBodySerialization = RequestBodySerializationMode.Buffered,
        UrlParameterFormatter = new WireUrlParameterFormatter(),
        ExceptionFactory = FailureFactory.OfResponseAsync,
        DeserializationExceptionFactory = FailureFactory.OfDeserializationAsync,
        TransportExceptionFactory = FailureFactory.OfTransport,
        Version = http.DefaultRequestVersion,
        VersionPolicy = http.DefaultVersionPolicy,
    };
}
