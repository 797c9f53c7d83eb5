using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Answers every connection with the same bytes, whatever HTTP would have to say of them, and closes it.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, Task> _answer;
    private readonly Task _loop;

    public RawServer(Func<Stream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public RawServer(string head, byte[] body)
        : this(async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"));
            await stream.WriteAsync(body);
        })
    {
    }

    /// <summary>
    /// Whether a connection stays open after a request of this text; others are closed unanswered. Null, the default,
    /// answers each and closes.
    /// </summary>
    public Func<string, bool>? StaysOpenAfter { get; init; }

    public int Connections { get; private set; }

    /// <summary>The requests as they came over the wire.</summary>
    public List<string> Requests { get; } = [];

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient connection;
            try
            {
                connection = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception fault) when (fault is SocketException or InvalidOperationException)
            {
                return;
            }

            Connections++;
            using (connection)
            {
                try
                {
                    var stream = connection.GetStream();
                    await AnswerAsync(stream);
                }
                catch (IOException)
                {
                    // The client may close as soon as it has seen enough.
                }
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        bool isOpen;
        do
        {
            var request = await ReadRequestAsync(stream);
            if (request.Length == 0)
                return;
            Requests.Add(request);
            isOpen = StaysOpenAfter?.Invoke(request) ?? false;
            if (isOpen || StaysOpenAfter is null)
                await _answer(stream);
        }
        while (isOpen);
    }

    /// <summary>Reads a head, and the body that it announces.</summary>
    private static async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var request = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var text = Encoding.Latin1.GetString([.. request]);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = Regex.Match(text, @"^Content-Length: (\d+)", RegexOptions.Multiline);
            if (head >= 0 && request.Count >= head + 4 + (length.Success ? int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture) : 0))
                break;
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
                break;
            request.AddRange(buffer[..read]);
        }

        return Encoding.UTF8.GetString([.. request]);
    }
}
