namespace Mixpeek.Taxonomies.Client;

/// <summary>A value that goes with a transition.</summary>
public sealed record PredictorLift : ExtensibleModel
{
    /// <summary>The covariate. On the wire: <c>field</c>.</summary>
    public string Field { get; init => field = value ?? ""; } = "";

    /// <summary>Its value. On the wire: <c>value</c>.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>Sequences that have it. On the wire: <c>count</c>.</summary>
    public int Count { get; init; }

    /// <summary>The share of them that made the transition, from 0 to 1. On the wire: <c>conversion_rate</c>.</summary>
    public double ConversionRate { get; init; }

    /// <summary>That share over the share of all sequences. On the wire: <c>lift</c>.</summary>
    public double Lift { get; init; }
}
