using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The two calls that matter most, against a server of WireMock.Net: what no stub matches is answered with 404.</summary>
internal sealed class WireMockService : IDisposable
{
    public const string Source = "product_tags";
    public const string SourceId = "tax_source";
    public const string ClonePath = $"/v1/taxonomies/{Source}/clone";

    public WireMockServer Server { get; } = WireMockServer.Start();

    public SkippingClock Clock { get; } = new();

    /// <summary>The requests so far, as method and path.</summary>
    public IEnumerable<string> Requests => Server.LogEntries.Select(entry => $"{entry.RequestMessage!.Method} {entry.RequestMessage.Path}");

    public static string CloneJson(string id) => $$"""{"taxonomy":{{Json(id, "clone")}},"source_taxonomy_id":"{{SourceId}}"}""";

    /// <summary>A taxonomy that was made now, by the server's clock.</summary>
    public static string Json(string id, string name) =>
        $$"""{"taxonomy_id":"{{id}}","version":1,"taxonomy_name":"{{name}}","created_at":"{{DateTimeOffset.UtcNow:o}}","config":{{TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig)}}}""";

    public static IRequestBuilder Clone(string ns = "ns_test") => Request.Create()
        .WithPath(ClonePath).UsingPost()
        .WithHeader("Authorization", $"Bearer {Sample.ApiKey}", MatchBehaviour.AcceptOnMatch)
        .WithHeader("X-Namespace", ns, MatchBehaviour.AcceptOnMatch)
        .WithHeader("Accept", "application/json", MatchBehaviour.AcceptOnMatch)
        .WithHeader("Content-Type", "application/json", MatchBehaviour.AcceptOnMatch)
        .WithBody(new ExactMatcher("""{"taxonomy_name":"clone"}"""));

    public static IRequestBuilder Update(string body) => Request.Create()
        .WithPath($"/v1/taxonomies/{Source}").UsingPatch()
        .WithHeader("Authorization", $"Bearer {Sample.ApiKey}", MatchBehaviour.AcceptOnMatch)
        .WithHeader("X-Namespace", "ns_test", MatchBehaviour.AcceptOnMatch)
        .WithBody(new ExactMatcher(body));

    public static IRequestBuilder Read(string taxonomy) => Request.Create().WithPath($"/v1/taxonomies/{taxonomy}").UsingGet();

    public static IResponseBuilder Answer(int status, string body) => Response.Create()
        .WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);

    public TaxonomyClient Client(Action<TaxonomyClientOptions>? configure = null)
    {
        var options = Sample.Options(Clock);
        options.BaseAddress = new Uri(Server.Url!);
        configure?.Invoke(options);
        return TaxonomyClient.Create(options);
    }

    /// <summary>What a look-up finds: the clone, and the taxonomy that it was made from.</summary>
    public void HoldClone(string id)
    {
        Server.Given(Read("clone")).RespondWith(Answer(200, Json(id, "clone")));
        Server.Given(Read(Source)).RespondWith(Answer(200, Json(SourceId, Source)));
    }

    /// <summary>What a look-up finds where there is no clone.</summary>
    public void HoldNoClone() => Server.Given(Read("clone")).RespondWith(Answer(404, """{"success":false,"status":404,"error":{"type":"NotFoundError","message":"Taxonomy not found: clone","details":{"resource":"taxonomy","id":"clone"}}}"""));

    public void Dispose() => Server.Dispose();
}
