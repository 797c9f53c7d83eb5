using System.Text.Json;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;
using Spectre.Console;

namespace TaxonomyCli;

/// <summary>One run of the command: the client that it uses, and where it writes to.</summary>
internal sealed class Session(ITaxonomyClient client, TextWriter output, bool isJson)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

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
            return await verb(new Session(client, output, options.IsJson));
        }
        catch (TaxonomyOutcomeUnknownException failure)
        {
            await errors.WriteLineAsync(failure.Message);
            return ExitCode.Unknown;
        }
        catch (Exception failure) when (failure is TaxonomyException or ArgumentException or IOException or FormatException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(failure is ArgumentException { ParamName: { } parameter }
                ? failure.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
                : failure.Message.ReplaceLineEndings(" "));
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Cancelled. What was sent by then may have taken effect.");
            return ExitCode.Cancelled;
        }
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

    public void Show(Action<IAnsiConsole> show)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = 80;
        show(console);
    }
}
