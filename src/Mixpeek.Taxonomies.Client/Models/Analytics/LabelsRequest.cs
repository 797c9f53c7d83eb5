namespace Mixpeek.Taxonomies.Client;

/// <summary>The query of the distribution of labels.</summary>
public sealed record LabelsRequest
{
    /// <summary>How far back, in hours, from 1 to 720; the service's default is 168. In the query: <c>hours</c>.</summary>
    public int? Hours { get; init; }

    /// <summary>The most labels, from 1 to 1,000; the service's default is 50. In the query: <c>limit</c>.</summary>
    public int? Limit { get; init; }

    internal void Validate(ArgumentPath at)
    {
        at.Member(nameof(Hours)).InRange(Hours, 1, 720);
        at.Member(nameof(Limit)).InRange(Limit, 1, 1000);
    }
}
