using System.Globalization;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>Prints the tables of docs/performance.md.</summary>
internal static class PairedReport
{
    /// <param name="names">Which cases, by parts of their names; all where there are none.</param>
    public static async Task PrintAsync(string[] names)
    {
        var output = Console.Out;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}. Time is CPU time of the process, against the first line of each table."));
        foreach (var paired in Cases.OfContenders().Concat(Cases.OfOurs()).Concat(EmulatorCases.All()).Where(found => IsAsked(found.Name)))
            paired.Print(output);
        if (IsAsked(Streaming.Name))
            await Streaming.PrintAsync(output);
        if (IsAsked(Loopback.Name))
            await Loopback.PrintAsync(output);

        bool IsAsked(string name) => names.Length == 0 || names.Any(asked => name.Contains(asked, StringComparison.OrdinalIgnoreCase));
    }
}
