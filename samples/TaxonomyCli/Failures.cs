using System.CommandLine;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli;

/// <summary>What a failure means for the exit code, and how it is said: in one line.</summary>
internal static class Failures
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="terminal">Where it is said.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="parsed">The command line, whose options a message names; <c>null</c> if there is none yet.</param>
    /// <param name="session">The run; <c>null</c> if it had not begun.</param>
    /// <returns>The exit code.</returns>
    public static int Report(Terminal terminal, Exception failure, ParseResult? parsed = null, Session? session = null)
    {
        switch (failure)
        {
            case OperationCanceledException:
                terminal.Say(session is null or { MayHaveChanged: true } ? "Cancelled. What was sent by then may have taken effect." : "Cancelled. Nothing was changed.");
                return ExitCode.Cancelled;
            case UnfinishedException { InnerException: { } cause }:
                terminal.Say($"{Line(cause)} {Line(failure)}");
                return ExitCode.Unknown;
            case TaxonomyOutcomeUnknownException:
                terminal.Say(Line(failure));
                return ExitCode.Unknown;
            case TaxonomyException:
                terminal.Say(Line(failure));
                return ExitCode.Failed;
            default:
                var line = failure is ArgumentException argument ? Wording.Of(argument, parsed) : Line(failure);
                var hasChanged = session is { HasChanged: true };
                terminal.Say(hasChanged ? $"The change was made, but then this failed: {line}" : line);
                return hasChanged ? ExitCode.Unknown : ExitCode.Failed;
        }
    }

    /// <summary>What went wrong, in one line.</summary>
    public static string Line(Exception failure)
    {
        var message = Wording.OfSettings(failure.Message.ReplaceLineEndings(" "));
        return failure is ArgumentException { ParamName: { } parameter } ? message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal) : message;
    }
}
