using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Computes transitions, paths and steps from assignments that are sorted by time.</summary>
internal static class StepAnalysis
{
    private const int DefaultTransitionSupport = 10;
    private const int DefaultPathSupport = 5;
    private const int DefaultPathLength = 10;
    private const int MaxPredictors = 50;
    private const int MaxPaths = 100;

    public static StepTransitionResponse Transitions(IReadOnlyList<TaxonomyAssignment> assignments, StepTransitionRequest request)
    {
        var events = Select(assignments, request.CollectionId, request.Filters);
        var runs = Runs(events, request.FromStep, request.ToStep, request.MaxWindowDays);
        var converted = runs.Count(run => run.Steps is not null);
        var rate = Share(converted, runs.Count);
        return new StepTransitionResponse
        {
            FromStep = request.FromStep,
            ToStep = request.ToStep,
            Count = runs.Count,
            Converted = converted,
            ConversionRate = rate,
            DurationsSec = Durations([.. runs.Where(run => run.Steps is not null).Select(run => run.Seconds)]),
            TopPredictors = Predictors(runs, rate, request.MinSupport ?? DefaultTransitionSupport),
            Metadata = new JsonObject
            {
                ["collection_id"] = request.CollectionId,
                ["taxonomy_id"] = request.TaxonomyId,
                ["total_events_analyzed"] = events.Count,
            },
        };
    }

    public static PathAnalysisResponse Paths(IReadOnlyList<TaxonomyAssignment> assignments, PathAnalysisRequest request)
    {
        var runs = Runs(Select(assignments, request.CollectionId, request.Filters), request.FromStep, request.ToStep, request.MaxWindowDays);
        var completed = runs.Where(run => run.Steps is not null).ToArray();
        var paths = completed
            .Where(run => run.Steps!.Count <= (request.MaxPathLength ?? DefaultPathLength))
            .GroupBy(run => string.Join('\n', run.Steps!))
            .Where(group => group.Count() >= (request.MinSupport ?? DefaultPathSupport))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MaxPaths)
            .Select(group => new TransitionPath
            {
                Path = group.First().Steps!,
                Count = group.Count(),
                Percentage = 100 * Share(group.Count(), completed.Length),
                AvgDurationSec = group.Average(run => run.Seconds),
            });
        return new PathAnalysisResponse
        {
            FromStep = request.FromStep,
            ToStep = request.ToStep,
            TotalSequences = runs.Count,
            CompletedSequences = completed.Length,
            CompletionRate = Share(completed.Length, runs.Count),
            Paths = [.. paths],
        };
    }

    public static AvailableStepsResponse Available(IReadOnlyList<TaxonomyAssignment> assignments, string taxonomyId, string collection)
    {
        var events = Select(assignments, collection, null);
        var steps = events.GroupBy(assignment => assignment.Label).Select(step => new StepInfo
        {
            StepKey = step.Key,
            EventCount = step.Count(),
            SequenceCount = step.Select(assignment => assignment.SequenceId).Distinct().Count(),
            FirstSeen = EmulatorTime.ToText(step.First().At),
            LastSeen = EmulatorTime.ToText(step.Last().At),
        });
        return new AvailableStepsResponse
        {
            TaxonomyId = taxonomyId,
            CollectionId = collection,
            TotalEvents = events.Count,
            TotalSequences = events.Select(assignment => assignment.SequenceId).Distinct().Count(),
            Steps = [.. steps.OrderByDescending(step => step.EventCount).ThenBy(step => step.StepKey, StringComparer.Ordinal)],
        };
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary>The events of a collection; a filter asks for a covariate to equal a value.</summary>
    private static List<TaxonomyAssignment> Select(IReadOnlyList<TaxonomyAssignment> assignments, string collection, JsonObject? filters) =>
    [
        .. assignments.Where(assignment => assignment.CollectionId == collection
            && (filters ?? []).All(filter => assignment.Covariates.GetValueOrDefault(filter.Key) == filter.Value?.ToString())),
    ];

    /// <summary>Each sequence from its first start on, with the steps up to the target where it was reached in time.</summary>
    private static List<StepRun> Runs(List<TaxonomyAssignment> events, string from, string to, int? windowDays)
    {
        var runs = new List<StepRun>();
        foreach (var sequence in events.GroupBy(assignment => assignment.SequenceId))
        {
            var steps = sequence.SkipWhile(step => step.Label != from).ToArray();
            if (steps.Length == 0)
                continue;
            var end = Array.FindIndex(steps, 1, step => step.Label == to);
            var seconds = end < 0 ? 0 : (steps[end].At - steps[0].At).TotalSeconds;
            var isReached = end > 0 && (windowDays is null || seconds <= windowDays * 86_400.0);
            runs.Add(new StepRun(steps[0], isReached ? [.. steps[..(end + 1)].Select(step => step.Label)] : null, seconds));
        }

        return runs;
    }

    private static PredictorLift[] Predictors(List<StepRun> runs, double rate, int minSupport) =>
    [
        .. runs.SelectMany(run => run.Start.Covariates.Select(covariate => (covariate.Key, covariate.Value, Run: run)))
            .GroupBy(entry => (entry.Key, entry.Value))
            .Where(group => group.Count() >= minSupport && rate > 0)
            .Select(group =>
            {
                var own = Share(group.Count(entry => entry.Run.Steps is not null), group.Count());
                return new PredictorLift { Field = group.Key.Key, Value = group.Key.Value, Count = group.Count(), ConversionRate = own, Lift = own / rate };
            })
            .OrderByDescending(predictor => predictor.Lift)
            .ThenBy(predictor => predictor.Value, StringComparer.Ordinal)
            .Take(MaxPredictors),
    ];

    private static DurationStats? Durations(double[] seconds)
    {
        if (seconds.Length == 0)
            return null;
        Array.Sort(seconds);
        var mean = seconds.Average();
        return new DurationStats
        {
            Mean = mean,
            Median = Percentile(0.5),
            P50 = Percentile(0.5),
            P90 = Percentile(0.9),
            P95 = Percentile(0.95),
            StdDev = Math.Sqrt(seconds.Average(value => (value - mean) * (value - mean))),
            Min = seconds[0],
            Max = seconds[^1],
        };

        double Percentile(double share)
        {
            var place = share * (seconds.Length - 1);
            var below = seconds[(int)place];
            var above = seconds[(int)Math.Ceiling(place)];
            return below + ((above - below) * (place - Math.Floor(place)));
        }
    }
}
