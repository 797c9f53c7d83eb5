using System.Globalization;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Emulator.Tool;

/// <summary>Prints one line for each request, without keys.</summary>
internal sealed class RequestPrinter(TextWriter output, string apiKey)
{
    private readonly object _lock = new();
    private readonly Regex _apiKey = SafeText.PatternOf(apiKey);

    public void Print(AnsweredRequest request)
    {
        var target = SafeText.Escape(SafeText.WithoutKeys($"{request.Target.Path}{request.Target.Query}", _apiKey));
        var status = request.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer";
        var fault = request.Fault is { } met ? $" (fault: {met.Name})" : "";
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {SafeText.Escape(request.Method)} {target} {status} {request.Elapsed.TotalMilliseconds:0} ms{fault}");
        try
        {
            lock (_lock)
                output.WriteLine(line);
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // Whoever read the lines has gone, and the answer does not depend on it.
        }
    }
}
