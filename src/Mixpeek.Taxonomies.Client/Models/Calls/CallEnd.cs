namespace Mixpeek.Taxonomies.Client;

/// <summary>Ends the wait for a call with its time or its caller's cancellation, even where something in the call does not mind its token.</summary>
internal sealed class CallEnd : IDisposable
{
    // What minds its token ends by itself in this time; the rest is left behind.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    private CallEnd(CallRecord call)
    {
        _source = call.TotalTimeout == Timeout.InfiniteTimeSpan
            ? new CancellationTokenSource()
            : new CancellationTokenSource(call.TotalTimeout + Grace, call.Clock);
        _registration = call.Caller.UnsafeRegister(static state => _ = EndAfterGraceAsync((CancellationTokenSource)state!, TimeProvider.System), _source);
    }

    /// <summary>Cancelled when nobody waits any longer.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The end of a call that has begun; null where neither time nor its caller can end it.</summary>
    public static CallEnd? Of(CallRecord call) =>
        call.TotalTimeout != Timeout.InfiniteTimeSpan || call.Caller.CanBeCanceled ? new CallEnd(call) : null;

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    /// <summary>A caller who leaves does so by the system's clock, whatever the client's is.</summary>
    private static async Task EndAfterGraceAsync(CancellationTokenSource source, TimeProvider clock)
    {
        await Task.Delay(Grace, clock).ConfigureAwait(false);
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The call ended by itself.
        }
    }
}
