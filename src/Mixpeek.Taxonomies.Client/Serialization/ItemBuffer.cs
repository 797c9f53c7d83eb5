using System.Buffers;
using System.Runtime.CompilerServices;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The items of a list while it is read: a few in place and more in a rented array, so that nothing is left of it but the list's own.</summary>
internal struct ItemBuffer<T>
    where T : class
{
    private Few _few;
    private T[]? _rented;
    private int _count;

    public void Add(T item)
    {
        if (_rented is null && _count < Few.Length)
        {
            _few[_count++] = item;
            return;
        }

        if (_rented is null || _count == _rented.Length)
            Grow();
        _rented![_count++] = item;
    }

    /// <summary>The items in an array of their own length. Nothing may be added afterwards.</summary>
    public T[] ToArray()
    {
        T[] items = _rented is null ? [.. _few[.._count]] : _rented[.._count];
        Return();
        return items;
    }

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(_count * 4);
        if (_rented is null)
            _few[.._count].CopyTo(larger);
        else
            _rented.CopyTo(larger, 0);
        Return();
        _rented = larger;
    }

    /// <summary>Gives the array back, emptied: it would keep what it holds alive.</summary>
    private void Return()
    {
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented, clearArray: true);
        _rented = null;
    }

    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 8;

        private T _first;
    }
}
