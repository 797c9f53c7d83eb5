using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>An emulator and a plain HTTP client of it, so that the emulator is tested without the library's own client.</summary>
internal sealed class EmulatorSession : IAsyncDisposable
{
    private readonly HttpClient _http;

    private EmulatorSession(TaxonomyEmulator emulator)
    {
        Emulator = emulator;
        _http = new HttpClient { BaseAddress = emulator.BaseAddress };
    }

    public TaxonomyEmulator Emulator { get; }

    public static async Task<EmulatorSession> StartAsync(TaxonomyEmulatorOptions? options = null) =>
        new(await TaxonomyEmulator.StartAsync(options));

    public async Task<Reply> SendAsync(string method, string path, string? body = null, string? key = null, string? ns = null)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(method, path, content, key, ns);
    }

    /// <summary>Sends a request whose target is taken as it stands, with dot segments and all.</summary>
    public async Task<Reply> SendAsync(string method, string path, HttpContent? content, string? key, string? ns)
    {
        var target = new Uri(Emulator.BaseAddress.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), target) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", key ?? $"Bearer {Emulator.ApiKey}");
        if (ns != "")
            request.Headers.TryAddWithoutValidation("X-Namespace", ns ?? Emulator.Namespace);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), headers);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }

    internal sealed record Reply(HttpStatusCode Status, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)
    {
        public string? ErrorType => Body?["error"]?["type"]?.GetValue<string>();

        public string? ErrorMessage => Body?["error"]?["message"]?.GetValue<string>();

        public string Text(string member) => Body![member]!.GetValue<string>();

        /// <summary>The text at a path of names and indices, such as <c>a.b[0].c</c>; null where there is none.</summary>
        public string? At(string path) => path.Split('.', '[').Aggregate(Body, static (node, part) =>
            part.EndsWith(']') ? node?[int.Parse(part[..^1], CultureInfo.InvariantCulture)] : node?[part])?.GetValue<string>();

        /// <summary>Asserts that the answer is a 400 whose sentence says what is not supported, and where it is.</summary>
        public void ShouldBeUnsupported(string what, string place)
        {
            Status.Should().Be(HttpStatusCode.BadRequest);
            ErrorType.Should().Be("BadRequestError");
            ErrorMessage.Should().StartWith($"The emulator does not support {what}").And.EndWith($" ({place})");
        }

        /// <summary>The faults of a 422, each as its type and its place.</summary>
        public IEnumerable<string> Faults => Body!["detail"]!.AsArray()
            .Select(fault => $"{fault!["type"]} {string.Join('.', fault["loc"]!.AsArray())}");
    }
}
