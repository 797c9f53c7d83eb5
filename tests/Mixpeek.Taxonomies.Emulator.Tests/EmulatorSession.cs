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
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", key ?? $"Bearer {Emulator.ApiKey}");
        if (ns != "")
            request.Headers.TryAddWithoutValidation("X-Namespace", ns ?? Emulator.Namespace);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
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

        /// <summary>The faults of a 422, each as its type and its place.</summary>
        public IEnumerable<string> Faults => Body!["detail"]!.AsArray()
            .Select(fault => $"{fault!["type"]} {string.Join('.', fault["loc"]!.AsArray())}");
    }
}
