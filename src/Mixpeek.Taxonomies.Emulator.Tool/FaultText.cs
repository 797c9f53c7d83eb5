using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tool;

/// <summary>Reads a fault of the command line: an operation, a fault and how many requests it meets, such as <c>CloneTaxonomy:503x2</c>.</summary>
internal static partial class FaultText
{
    private const string AfterProcessing = "-after-processing";
    private const string Delay = "delay=";

    private static readonly Dictionary<string, Func<TaxonomyFault>> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["drop"] = TaxonomyFault.DropBeforeProcessing,
        ["stall"] = TaxonomyFault.Stall,
        ["garbage"] = static () => TaxonomyFault.Garbage(),
        ["truncate"] = static () => TaxonomyFault.TruncateBody(),
        ["stall-body"] = static () => TaxonomyFault.StallBody(),
    };

    private static readonly string Faults =
        $"a status from 200 to 599, {string.Join(", ", Named.Keys)}, {Delay}TIME; a status, drop, stall and garbage also with {AfterProcessing}";

    /// <summary>Reads a fault.</summary>
    /// <exception cref="FormatException">The text is no fault; the message says what is wrong and what there is.</exception>
    public static TaxonomyFault Parse(string text)
    {
        var match = Pattern().Match(text);
        var fault = FaultOf(match.Groups["fault"].Value);
        var times = match.Groups["times"];
        var count = 1;
        if (times.Success && (!int.TryParse(times.Value, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1))
            throw new FormatException($"'x{times.Value}' is no number of requests from 1 to {int.MaxValue}.");
        return fault with { Operation = match.Groups["operation"].Success ? OperationOf(match.Groups["operation"].Value) : null, Times = count };
    }

    private static TaxonomyOperation OperationOf(string name)
    {
        var names = TaxonomyOperations.All.Select(static operation => operation.Name).ToArray();
        return TaxonomyOperations.All.FirstOrDefault(operation => string.Equals(operation.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"There is no operation '{name}'.{Nearest.Suggestion(name, names)} The operations are {string.Join(", ", names)}.");
    }

    private static TaxonomyFault FaultOf(string text)
    {
        if (text.StartsWith(Delay, StringComparison.OrdinalIgnoreCase))
        {
            return TimeText.TryParse(text[Delay.Length..]) is { } time
                ? TaxonomyFault.Delay(time)
                : throw new FormatException($"'{text}' needs {TimeText.Form}.");
        }

        var isProcessed = text.EndsWith(AfterProcessing, StringComparison.OrdinalIgnoreCase);
        var name = isProcessed ? text[..^AfterProcessing.Length] : text;
        if (Named.TryGetValue(name, out var make))
            return isProcessed ? make().AfterProcessing() : make();
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 599)
            return isProcessed ? TaxonomyFault.Answer((HttpStatusCode)status).AfterProcessing() : TaxonomyFault.Answer((HttpStatusCode)status);
        throw new FormatException($"There is no fault '{text}'.{Nearest.Suggestion(text, [.. Named.Keys, $"drop{AfterProcessing}"])} The faults are {Faults}.");
    }

    [GeneratedRegex(@"^(?:(?<operation>[^:]*):)?(?<fault>.*?)(?:[xX](?<times>[0-9]+))?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
