using System.Globalization;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// What is to happen when an attempt meets a fault: the steps of the call in order ("own" for its own request, "id"
/// for the look-up before a rename, "name" and "source" for look-ups after a fault, "back" for reading what was changed, a number for a wait in seconds), and how it ends. Written down by hand for each fault
/// and each group of operations; <c>docs/faults.md</c> shows it.
/// </summary>
internal sealed record FaultExpectation(IReadOnlyList<string> Steps, string Ending)
{
    public const string Succeeds = "succeeds";
    public const string Recovered = "recovered";
    public const string Cancelled = nameof(OperationCanceledException);

    private const string Unknown = nameof(TaxonomyOutcomeUnknownException);
    private const string Pause = "0.5";
    private static readonly string Wait = PollyBackoff.Text(0);
    private static readonly string[] BeforeLast = ["own", Wait, "own", PollyBackoff.Text(1), "own", PollyBackoff.Text(2)];

    /// <summary>Whether the service is to have carried the request out, once; never twice.</summary>
    public bool HasEffect(WireFault fault) => fault.IsProcessed || Ending is Succeeds or Recovered;

    public static OperationGroup GroupOf(TaxonomyOperation operation) => operation.Safety switch
    {
        OperationSafety.Read => OperationGroup.Read,
        OperationSafety.Creates => OperationGroup.CreateWithoutName,
        OperationSafety.CreatesByName => operation == TaxonomyOperations.Clone ? OperationGroup.Clone : OperationGroup.Create,
        _ => operation == TaxonomyOperations.Delete ? OperationGroup.Delete : OperationGroup.Rename,
    };

    public static FaultExpectation Of(WireFault fault, OperationGroup group, bool isLast, Cancellation cancellation)
    {
        var before = isLast ? BeforeLast : [];
        var after = isLast ? AfterLast(fault, group) : AfterFirst(fault, group);
        var parts = after.Split('=', StringSplitOptions.TrimEntries);
        var rest = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] first = group == OperationGroup.Rename ? ["id"] : [];
        string[] struck = [.. first, .. before, "own"];
        var wait = Array.FindIndex(rest, IsWait);
        return cancellation switch
        {
            Cancellation.DuringSend => new FaultExpectation(struck, Cancelled),
            Cancellation.DuringBackOff when wait >= 0 => new FaultExpectation([.. struck, .. rest[..(wait + 1)]], Cancelled),
            _ => new FaultExpectation([.. struck, .. rest], parts[1]),
        };
    }

    /// <summary>Whether a step is a wait that nobody asked for.</summary>
    public static bool IsOwnWait(string step) => step == Pause || PollyBackoff.Seconds.Select((_, repeat) => PollyBackoff.Text(repeat)).Contains(step);

    public static bool IsWait(string step) => double.TryParse(step, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>After a fault of the first attempt; the service is well again from then on.</summary>
    private static string AfterFirst(WireFault fault, OperationGroup group) => (Kind(fault), group, fault.IsProcessed) switch
    {
        ("conflict", _, _) => $"= {nameof(TaxonomyConflictException)}",
        ("turned away", _, _) => fault.Wait is { } wait ? Invariant($"{wait} own = succeeds") : $"= {nameof(TaxonomyRateLimitException)}",
        ("unsent", _, _) => $"{Wait} own = succeeds",

        ("no answer", OperationGroup.Read, _) => $"= {fault.Error.Name}",
        ("no answer", OperationGroup.Rename or OperationGroup.Delete, true) => "back = recovered",
        ("no answer", OperationGroup.Rename or OperationGroup.Delete, false) => $"back = {Unknown}",
        ("in the body", OperationGroup.Delete, _) => "= succeeds",

        (_, OperationGroup.CreateWithoutName, _) => $"= {Unknown}",
        (_, OperationGroup.Read, _) => $"{Wait} own = succeeds",
        (_, OperationGroup.Rename, true) => $"{Wait} own name = recovered",
        (_, OperationGroup.Rename, false) => $"{Wait} own = succeeds",
        (_, OperationGroup.Delete, true) => $"{Wait} own = recovered",
        (_, OperationGroup.Delete, false) => $"{Wait} own = succeeds",

        ("unavailable", OperationGroup.Create, true) => $"{Wait} own name = recovered",
        ("unavailable", OperationGroup.Clone, true) => $"{Wait} own name source = recovered",
        ("unavailable", _, false) => $"{Wait} own = succeeds",
        (_, OperationGroup.Create, true) => "name = recovered",
        (_, OperationGroup.Clone, true) => "name source = recovered",
        (_, _, false) => $"name {Pause} own = succeeds",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    /// <summary>After a fault of the fourth and last attempt; the three before it were turned away with 429.</summary>
    private static string AfterLast(WireFault fault, OperationGroup group) => (Kind(fault), group, fault.IsProcessed) switch
    {
        ("conflict" or "turned away" or "unsent", _, _) => $"= {fault.Error.Name}",
        ("in the body", OperationGroup.Delete, _) => "= succeeds",
        (_, OperationGroup.CreateWithoutName, _) => $"= {Unknown}",
        ("no answer", OperationGroup.Rename or OperationGroup.Delete, true) or ("in the body", OperationGroup.Rename, _) => "back = recovered",
        ("no answer", OperationGroup.Rename or OperationGroup.Delete, false) => $"back = {Unknown}",
        ("unavailable", OperationGroup.Rename or OperationGroup.Delete, _) or (_, OperationGroup.Read, _) => $"= {fault.Error.Name}",
        (_, OperationGroup.Rename or OperationGroup.Delete, _) => $"= {Unknown}",
        (_, OperationGroup.Create, true) => "name = recovered",
        (_, OperationGroup.Clone, true) => "name source = recovered",
        ("unavailable", _, false) => $"name = {nameof(TaxonomyServerException)}",
        (_, _, false) => $"name = {Unknown}",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    private static string Kind(WireFault fault) => fault switch
    {
        { IsUnsent: true } or { Kind: FaultKind.StreamRefused } => "unsent",
        { IsInBody: true } => "in the body",
        { Kind: FaultKind.Html or FaultKind.NoSuccess } => "no answer",
        { Status: System.Net.HttpStatusCode.TooManyRequests } => "turned away",
        { Status: System.Net.HttpStatusCode.Conflict } => "conflict",
        { Status: System.Net.HttpStatusCode.ServiceUnavailable } => "unavailable",
        _ => "open",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
