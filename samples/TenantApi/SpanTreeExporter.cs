using System.Diagnostics;
using OpenTelemetry;

namespace TenantApi;

/// <summary>Writes each trace as a tree, one line for a span, with the spans that the batch holds of it.</summary>
internal sealed class SpanTreeExporter(TextWriter output) : BaseExporter<Activity>
{
    public override ExportResult Export(in Batch<Activity> batch)
    {
        var spans = new List<Activity>();
        foreach (var span in batch)
            spans.Add(span);
        var known = spans.Select(span => span.SpanId).ToHashSet();
        var children = spans.OrderBy(span => span.StartTimeUtc).ToLookup(span => known.Contains(span.ParentSpanId) ? span.ParentSpanId : default);
        foreach (var root in children[default])
        {
            output.WriteLine($"{Environment.NewLine}trace {root.TraceId}");
            Write(root, children, "  ");
        }

        return ExportResult.Success;
    }

    private void Write(Activity span, ILookup<ActivitySpanId, Activity> children, string indent)
    {
        var result = span.GetTagItem("http.response.status_code") ?? span.GetTagItem("error.type");
        output.WriteLine($"{indent}{span.DisplayName}  {result}  {span.Duration.TotalMilliseconds:0.0} ms  ({span.Source.Name})");
        foreach (var happened in span.Events)
            output.WriteLine($"{indent}  - {happened.Name}");
        foreach (var child in children[span.SpanId])
            Write(child, children, $"{indent}  ");
    }
}
