namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>One way to call the API.</summary>
internal abstract class Contender
{
    public const string ApiKey = "sk_test_0123456789abcdef";

    public const string Namespace = "ns_products";

    public const string Source = "product_tags";

    public static Uri Address { get; } = new("https://api.mixpeek.com");

    public abstract Task<object> CloneAsync();

    public abstract Task<object> UpdateAsync();

    public abstract Task<object> GetAsync();

    public abstract Task<object> ListAsync();

    /// <summary>Makes the client that a user makes by hand.</summary>
    protected static HttpClient Http(HttpMessageHandler handler, Uri? address = null)
    {
        var http = new HttpClient(handler) { BaseAddress = address ?? Address };
        SetHeaders(http);
        return http;
    }

    protected static void SetHeaders(HttpClient http)
    {
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {ApiKey}");
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-Namespace", Namespace);
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
    }
}
