namespace Mixpeek.Taxonomies.Client;

/// <summary>The query of the metrics over time.</summary>
public sealed record MetricsRequest
{
    /// <summary>From when; null for the service's default. In the query: <c>start_date</c>.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>Until when; null for now. In the query: <c>end_date</c>.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>The length of a bucket; the service's default is <c>day</c>. In the query: <c>group_by</c>.</summary>
    public string? GroupBy { get; init; }

    internal void Validate(ArgumentPath at)
    {
        if (StartDate > EndDate)
            throw at.Member(nameof(StartDate)).Invalid($"must not be after {nameof(EndDate)}");
        at.Member(nameof(GroupBy)).NullOrNotBlank(GroupBy);
    }
}
