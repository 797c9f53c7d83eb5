using System.Globalization;
using Polly;
using Polly.Retry;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The waits that Polly makes of the documented schedule (exponential with jitter, from 0.5 s to at most 8 s) with the highest draw, as Polly itself says, in whole milliseconds as a timer takes them.</summary>
internal static class PollyBackoff
{
    public static IReadOnlyList<double> Seconds { get; } = Ask(120, () => 1);

    /// <summary>The wait before a repeat, from 0, as text.</summary>
    public static string Text(int repeat) => Seconds[repeat].ToString(CultureInfo.InvariantCulture);

    /// <summary>A wait in seconds, as a timer takes it.</summary>
    public static double Whole(TimeSpan wait) => Math.Floor(wait.TotalMilliseconds) / 1000;

    public static IReadOnlyList<double> Ask(int repeats, Func<double> randomizer)
    {
        var waits = new List<double>();
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = new SkippingClock() }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = repeats,
                Delay = TimeSpan.FromSeconds(0.5),
                MaxDelay = TimeSpan.FromSeconds(8),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = randomizer,
                OnRetry = args =>
                {
                    waits.Add(Whole(args.RetryDelay));
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        try
        {
            pipeline.Execute(static () => throw new InvalidOperationException());
        }
        catch (InvalidOperationException)
        {
            // The last one ends the pipeline.
        }

        return waits;
    }
}
