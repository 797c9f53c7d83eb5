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

    public void Dispose() => _http.Dispose();

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
