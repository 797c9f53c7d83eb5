namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Counts the requests of each minute.</summary>
internal sealed class RequestWindow(int limit, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private DateTimeOffset _end = DateTimeOffset.MinValue;
    private int _count;

    /// <summary>Counts a request, and says what the answer's headers tell of the limit.</summary>
    public RequestWindowState Count()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now >= _end)
            {
                _end = now + Length;
                _count = 0;
            }

            _count++;
            return new RequestWindowState(limit, Math.Max(0, limit - _count), _end, Length, _count > limit, _end - now);
        }
    }
}
