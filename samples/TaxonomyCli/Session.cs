using System.Text.Json;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;
using Spectre.Console;

namespace TaxonomyCli;

/// <summary>One run of the command: the client that it uses, and where it writes to.</summary>
internal sealed class Session(ITaxonomyClient client, TextWriter output, TextWriter errors, bool isJson)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The width of what is no terminal: no line is broken that a script reads.</summary>
    private const int Unbroken = 10_000;

    public ITaxonomyClient Client => client;

    /// <summary>Whether the output is for scripts: JSON and nothing else.</summary>
    public bool IsJson => isJson;

    /// <summary>Runs a verb, and says in one line what went wrong.</summary>
    public static async Task<int> RunAsync(SessionOptions options, TextWriter output, TextWriter errors, Func<Session, Task<int>> verb)
    {
        try
        {
            await using var emulator = options.IsDemo ? await Demo.StartAsync() : null;
            using var client = TaxonomyClient.Create(emulator?.CreateClientOptions() ?? options.ToClientOptions());
            return await verb(new Session(client, output, errors, options.IsJson));
        }
        catch (TaxonomyOutcomeUnknownException failure)
        {
            await errors.WriteLineAsync(Line(failure));
            return ExitCode.Unknown;
        }
        catch (Exception failure) when (failure is TaxonomyException or ArgumentException or IOException or FormatException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(Line(failure));
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Cancelled. What was sent by then may have taken effect.");
            return ExitCode.Cancelled;
        }
    }

    /// <summary>What went wrong, in one line.</summary>
    public static string Line(Exception failure)
    {
        var message = failure.Message.ReplaceLineEndings(" ");
        return failure is ArgumentException { ParamName: { } parameter } ? message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal) : message;
    }

    /// <summary>Writes a model: its JSON, or what people read.</summary>
    public void Write(ExtensibleModel model, Action<IAnsiConsole> show)
    {
        if (isJson)
            WriteJson(model.ToString());
        else
            Show(show);
    }

    public void WriteJson(string json) => output.WriteLine(JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement, Indented));

    public void WriteText(string text) => output.Write(text);

    /// <summary>Says what is no data.</summary>
    public void Say(string text) => errors.WriteLine(text);

    public void Show(Action<IAnsiConsole> show) => show(ConsoleOf(output, ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected));

    /// <summary>The console that shows how far the work is; null where nobody would see it.</summary>
    public IAnsiConsole? Progress()
    {
        if (!ReferenceEquals(errors, Console.Error) || Console.IsErrorRedirected)
            return null;
        var console = ConsoleOf(errors, isTerminal: true);
        return console.Profile.Capabilities is { Ansi: true, Interactive: true } ? console : null;
    }

    private static IAnsiConsole ConsoleOf(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = Unbroken;
        return console;
    }
}
