using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Speaks as much HTTP/2 over cleartext as it takes to end streams as a test asks for, or to answer them.</summary>
internal sealed class Http2Server : IAsyncDisposable
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte Acknowledge = 1;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;
    private const byte Status200 = 0x88;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, (int? ResetWith, string Body)> _answer;
    private readonly Task _loop;
    private int _requests;

    /// <param name="answer">How the request of this number, from 0, ends once it was received whole: with a reset of this code, or answered with this body.</param>
    public Http2Server(Func<int, (int? ResetWith, string Body)> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = AcceptAsync();
    }

    /// <summary>How many requests arrived whole.</summary>
    public int Requests => _requests;

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception fault) when (fault is SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var _ = connection;
        try
        {
            var stream = connection.GetStream();
            await stream.ReadExactlyAsync(new byte["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".Length]);
            await SendAsync(stream, Settings, 0, 0);
            while (true)
                await AnswerAsync(stream);
        }
        catch (IOException)
        {
            // The client has closed the connection.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var head = new byte[9];
        await stream.ReadExactlyAsync(head);
        await stream.ReadExactlyAsync(new byte[(head[0] << 16) | (head[1] << 8) | head[2]]);
        var (type, flags, id) = (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)));
        if (type == Settings && (flags & Acknowledge) == 0)
            await SendAsync(stream, Settings, Acknowledge, 0);
        if (type is not (Data or Headers) || (flags & EndStream) == 0)
            return;
        var (reset, body) = _answer(_requests++);
        if (reset is { } code)
        {
            await SendAsync(stream, Reset, 0, id, 0, 0, 0, (byte)code);
            return;
        }

        await SendAsync(stream, Headers, EndHeaders, id, Status200);
        await SendAsync(stream, Data, EndStream, id, Encoding.UTF8.GetBytes(body));
    }

    private static async Task SendAsync(NetworkStream stream, byte type, byte flags, int id, params byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), id);
        payload.CopyTo(frame, 9);
        await stream.WriteAsync(frame);
    }
}
