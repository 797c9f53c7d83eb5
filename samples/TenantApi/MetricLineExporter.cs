using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace TenantApi;

/// <summary>Writes each value of a metric on a line.</summary>
internal sealed class MetricLineExporter(TextWriter output) : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            output.WriteLine($"{Environment.NewLine}metric {metric.Name}");
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var tags = new List<string>();
                foreach (var (name, value) in point.Tags)
                    tags.Add($"{name}={value}");
                output.WriteLine($"  {ValueOf(metric, point)}  {string.Join(' ', tags)}");
            }
        }

        return ExportResult.Success;
    }

    private static string ValueOf(Metric metric, in MetricPoint point) => metric.MetricType switch
    {
        MetricType.LongSum => $"{point.GetSumLong()}",
        MetricType.Histogram => $"{point.GetHistogramCount()} in {point.GetHistogramSum():0.###} {metric.Unit}",
        _ => metric.MetricType.ToString(),
    };
}
