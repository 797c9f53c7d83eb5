using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A service in memory that treats each call by a seed of its own: see <see cref="AdversaryRound"/>.</summary>
internal sealed class Adversary(SkippingClock clock) : HttpMessageHandler
{
    private AdversaryRound _round = null!;

    public AdversaryRound Begin(int seed) => _round = new AdversaryRound(seed, clock);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var round = _round;
        var fate = round.Next(request);
        if (fate == Fate.Refused)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(CancellationToken.None);
        if (request.Content is not null)
            await request.Content.CopyToAsync(Stream.Null, CancellationToken.None);
        var response = round.Answer(request, body, fate);
        if (response is null && fate == Fate.Stalled)
            await clock.StallAsync(cancellationToken);
        if (response is null)
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone");
        response.Headers.Date = clock.GetUtcNow();
        return response;
    }

    /// <summary>How a request is treated.</summary>
    internal enum Fate
    {
        /// <summary>It is carried out and answered.</summary>
        Answered,

        /// <summary>There is no connection.</summary>
        Refused,

        /// <summary>The connection breaks.</summary>
        Broken,

        /// <summary>Nothing comes until the attempt's time ends.</summary>
        Stalled,

        /// <summary>An error comes that says nothing of what was done.</summary>
        Failed,

        /// <summary>The service says that it is unavailable.</summary>
        Unavailable,

        /// <summary>The service, or a gateway, turns it away.</summary>
        TurnedAway,

        /// <summary>A success comes whose body is no answer.</summary>
        Garbled,
    }

    internal static HttpResponseMessage Json(int status, string body, string type = "application/json") =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    internal static string Error(string type, string resource) =>
        $$$"""{"success":false,"error":{"type":"{{{type}}}","message":"m","details":{"resource":"{{{resource}}}" } } }""";

    /// <summary>A taxonomy of the service, and whether the call under way made it.</summary>
    internal sealed class HeldTaxonomy
    {
        public required string Id { get; init; }

        public required string Name { get; set; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required JsonNode Config { get; init; }

        public string? Description { get; set; }

        public int Version { get; init; } = 1;

        public bool IsOfCall { get; init; }

        public string ToJson()
        {
            var json = new JsonObject
            {
                ["taxonomy_id"] = Id,
                ["taxonomy_name"] = Name,
                ["version"] = Version,
                ["created_at"] = CreatedAt.UtcDateTime.ToString("o"),
                ["config"] = Config.DeepClone(),
                ["ready"] = true,
            };
            if (Description is not null)
                json["description"] = Description;
            return json.ToJsonString();
        }
    }
}
