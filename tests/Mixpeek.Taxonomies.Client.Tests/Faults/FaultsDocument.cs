using System.Text;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The text of <c>docs/faults.md</c>, made of what the matrix expects.</summary>
internal static class FaultsDocument
{
    private static readonly (OperationGroup Group, string Heading)[] Columns =
    [
        (OperationGroup.Read, "reads"),
        (OperationGroup.Rename, "update (a rename)"),
        (OperationGroup.Delete, "delete"),
        (OperationGroup.Create, "create, instantiate template"),
        (OperationGroup.Clone, "clone"),
        (OperationGroup.CreateWithoutName, "create version, template from taxonomy, apply"),
    ];

    public static string Text
    {
        get
        {
            var text = new StringBuilder("""
                # What happens when something goes wrong

                This file is generated from the data of the fault matrix, `tests/Mixpeek.Taxonomies.Client.Tests/Faults`, and a test fails where the two differ. Each cell is checked for one operation of its column against the emulator, and one fault for each of the others: the requests in their order, the waits on a fake clock with the jitter fixed, the result or the exception with its members, what the service holds at the end, and that nothing is left undisposed; and again with the call cancelled while the request is sent and while it waits.

                - **send** is the call's own request, the same bytes each time; **look up** reads the name that the call gives (before a rename by name its ID is read too, which is left out here); **look up source** reads the taxonomy that is cloned; **read back** reads the taxonomy that was to be changed. **wait** is the client's own wait: Polly's between attempts, and one of the same growth after a look-up; a number is what the service asks for, in seconds.
                - *Recovered* is a success: the answer was lost, and what the call asked for was found.
                - *Processed* says that the service carried the request out although its answer did not arrive; *not processed*, that it did not. The client can't see which. A body that stalls or breaks off belongs to a request that was processed.


                """);
            Append(text, "The first attempt meets the fault", isLast: false, "The service is well again afterwards.");
            Append(text, "The last attempt meets the fault", isLast: true, "The attempts before it were turned away with 429. The cells begin with that last attempt.");
            return text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
        }
    }

    private static void Append(StringBuilder text, string title, bool isLast, string note)
    {
        text.AppendLine($"## {title}").AppendLine().AppendLine(note).AppendLine();
        text.AppendLine($"| Fault | {string.Join(" | ", Columns.Select(column => column.Heading))} |");
        text.AppendLine($"|---|{string.Concat(Columns.Select(_ => "---|"))}");
        foreach (var fault in WireFault.All)
            text.AppendLine($"| {fault.Name} | {string.Join(" | ", Columns.Select(column => Cell(fault, column.Group, isLast)))} |");
        text.AppendLine();
    }

    private static string Cell(WireFault fault, OperationGroup group, bool isLast)
    {
        var expected = FaultExpectation.Of(fault, group, isLast, Cancellation.None);
        var steps = expected.Steps.Where(step => step != "id").Skip(isLast ? 6 : 0).Select(Word);
        var ending = expected.Ending is FaultExpectation.Succeeds or FaultExpectation.Recovered ? expected.Ending : $"`{expected.Ending}`";
        return $"{string.Join(", ", steps)}: {ending}";
    }

    private static string Word(string step) => step switch
    {
        "own" => "send",
        "name" => "look up",
        "back" => "read back",
        "source" => "look up source",
        _ when FaultExpectation.IsOwnWait(step) => "wait",
        _ => step,
    };
}
