namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads something repeatedly, with delays that double, until it is as expected or the time is over. A read that fails
/// with what may pass is repeated like one whose result is not as expected.
/// </summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class Poller<T>
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    public required TimeProvider Clock { get; init; }

    /// <summary>The longest time; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no bound.</summary>
    public required TimeSpan Timeout { get; init; }

    public required TimeSpan FirstDelay { get; init; }

    public required TimeSpan LongestDelay { get; init; }

    /// <summary>Reads once, within the time that is left, at whose end the token is cancelled.</summary>
    public required Func<TimeSpan, CancellationToken, Task<T>> ReadAsync { get; init; }

    public required Func<T, bool> IsDone { get; init; }

    /// <summary>Is called after each read.</summary>
    public required Action<Poll<T>> OnPolled { get; init; }

    /// <summary>Makes the exception of a time that is over.</summary>
    public required Func<Poll<T>, Exception> OutOfTime { get; init; }

    public async Task<T> RunAsync(CancellationToken cancellationToken)
    {
        var bound = Timeout == System.Threading.Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : Timeout;
        var start = Clock.GetTimestamp();
        var poll = new Poll<T>();
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            var left = bound - Clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                throw OutOfTime(poll);
            poll = await PollAsync(poll with { Count = poll.Count + 1 }, left, cancellationToken).ConfigureAwait(false);
            var elapsed = Clock.GetElapsedTime(start);
            var wait = poll.Failure is TaxonomyApiException { RetryAfter: { } asked } && asked > delay ? asked : delay;
            // The last read comes before the deadline, however long the wait would be.
            var latest = bound - elapsed - FirstDelay;
            wait = wait < latest ? wait : latest;
            var isDone = poll.IsRead && IsDone(poll.Last!);
            var isOver = wait <= TimeSpan.Zero;
            OnPolled(poll with { Elapsed = elapsed, NextPoll = isDone || isOver ? null : wait });
            if (isDone)
                return poll.Last!;
            if (isOver)
                throw OutOfTime(poll);
            await Task.Delay(wait < LongestTimer ? wait : LongestTimer, Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Poll<T>> PollAsync(Poll<T> poll, TimeSpan left, CancellationToken cancellationToken)
    {
        var start = Clock.GetTimestamp();
        using var end = new CancellationTokenSource(left < LongestTimer ? left : System.Threading.Timeout.InfiniteTimeSpan, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            return poll with { Last = await ReadAsync(left, either.Token).ConfigureAwait(false), IsRead = true, Failure = null };
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw OutOfTime(poll);
        }
        catch (TaxonomyException failure) when (RetryRules.MayPass(failure))
        {
            // That the time is over is not what failed; the attempt before may have.
            var isOver = failure is TaxonomyTimeoutException && Clock.GetElapsedTime(start) >= left;
            var cause = isOver ? failure.InnerException as TaxonomyException : failure;
            return poll with { IsRead = false, Failure = cause, LastFailure = cause ?? poll.LastFailure };
        }
    }
}
