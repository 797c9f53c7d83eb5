using System.Globalization;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>What one lane costs for each unit of another: the median over the rounds, and the middle half of them.</summary>
internal readonly record struct Ratio(double Median, double Low, double High)
{
    public static Ratio Of(IReadOnlyList<double> values, IReadOnlyList<double> reference)
    {
        var ratios = values.Zip(reference, static (value, floor) => value / floor).Order().ToArray();
        return new Ratio(At(ratios, 0.5), At(ratios, 0.25), At(ratios, 0.75));
    }

    public static double MedianOf(IEnumerable<double> values) => At([.. values.Order()], 0.5);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ({Low:0.00}-{High:0.00})");

    private static double At(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];
}
