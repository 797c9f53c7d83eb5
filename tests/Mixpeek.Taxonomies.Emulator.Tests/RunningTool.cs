using System.Text;
using Mixpeek.Taxonomies.Emulator.Tool;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>The tool while it runs, with what it has printed.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private readonly FlushedWriter _output = new();
    private readonly CancellationTokenSource _interrupt = new();
    private readonly HttpClient _http = new();
    private readonly Task<int> _running;
    private string _key = "";

    private RunningTool(string[] arguments) =>
        _running = EmulatorCommand.InvokeAsync(arguments, _output, TextWriter.Null, _interrupt.Token);

    public Uri Address { get; private set; } = new("http://localhost/");

    public static async Task<RunningTool> StartAsync(params string[] arguments)
    {
        var tool = new RunningTool(arguments);
        await Task.WhenAny(tool._running, tool._output.Flushed.Task);
        var lines = tool._output.ToString().Split(Environment.NewLine);
        tool.Address = new Uri(lines[0]["MIXPEEK_BASE_URL=".Length..]);
        tool._key = lines[1]["MIXPEEK_API_KEY=".Length..];
        return tool;
    }

    /// <summary>Sends a request and waits until it is answered, or its connection is closed, and its line is printed.</summary>
    public async Task SendAsync(string method, string target, string? body = null, string? key = null, bool isPrinted = true)
    {
        var uri = new Uri(Address.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key ?? _key}");
        try
        {
            using var response = await _http.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            // A fault closes the connection.
        }

        if (isPrinted)
            await _output.Lines.WaitAsync();
    }

    /// <summary>Interrupts the tool, and returns what it has printed.</summary>
    public async Task<string> StopAsync()
    {
        await _interrupt.CancelAsync();
        (await _running).Should().Be(0);
        return _output.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _interrupt.CancelAsync();
        await _running;
        _http.Dispose();
        _interrupt.Dispose();
        await _output.DisposeAsync();
    }
}
