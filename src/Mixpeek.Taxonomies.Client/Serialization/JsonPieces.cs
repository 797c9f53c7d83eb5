using System.Buffers;
using System.Runtime.InteropServices;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A JSON text that is given to its reader piece by piece, so that the reading of a long one can be broken off.</summary>
internal static class JsonPieces
{
    /// <summary>How much is read before it is asked again whether to go on.</summary>
    public const int Length = 1024 * 1024;

    /// <summary>Cuts a text into pieces; each calls <paramref name="mind"/> when it is reached, and what that throws ends the reading.</summary>
    public static ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> utf8, Action mind, int length = Length)
    {
        var first = new Segment(utf8[..Math.Min(length, utf8.Length)], 0, mind);
        var last = first;
        for (var start = length; start < utf8.Length; start += length)
            last = last.Append(utf8.Slice(start, Math.Min(length, utf8.Length - start)), mind);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> utf8, long start, Action mind)
        {
            Memory = new Piece(utf8, mind).Memory;
            RunningIndex = start;
        }

        public Segment Append(ReadOnlyMemory<byte> utf8, Action mind)
        {
            var next = new Segment(utf8, RunningIndex + Memory.Length, mind);
            Next = next;
            return next;
        }
    }

    private sealed class Piece(ReadOnlyMemory<byte> utf8, Action mind) : MemoryManager<byte>
    {
        // The length is known without the bytes, so that a piece may be made after the time is over.
        public override Memory<byte> Memory => CreateMemory(utf8.Length);

        public override Span<byte> GetSpan()
        {
            mind();
            return MemoryMarshal.AsMemory(utf8).Span;
        }

        public override MemoryHandle Pin(int elementIndex = 0) => utf8[elementIndex..].Pin();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
