using System.Buffers;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The bytes of a body in a rented buffer.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstSize = 16 * 1024;
    private const int LargestFirstSize = 1024 * 1024;

    private byte[] _buffer = [];

    private int _length;

    /// <summary>Marks a body that is not worth reading, because it says itself that it is too long.</summary>
    public void Refuse() => IsCut = true;

    /// <summary>Whether the body went on past the limit, where reading stopped.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Reads the content to its end, or up to the limit.</summary>
    public async Task ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength;
        // One byte more than was announced, so that the end is seen without growing; what is announced is not proof.
        Grow((int)Math.Min(Math.Min(limit, announced ?? FirstSize), LargestFirstSize) + 1);
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        while (true)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            _length += read;
            if (read == 0)
                return;
            if (_length > limit)
            {
                _length = limit;
                IsCut = true;
                return;
            }

            if (_length == _buffer.Length)
                Grow((int)Math.Min((long)_buffer.Length * 2, limit + 1L));
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Bytes.CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
