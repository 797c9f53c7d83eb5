using Spectre.Console;

namespace TaxonomyCli;

/// <summary>Where the command writes, and what it may ask.</summary>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error stream.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Errors)
{
    /// <summary>The width of what is no terminal: no line is broken that a script reads.</summary>
    private const int Unbroken = 1_000_000;

    /// <summary>The width of the output in columns, if it is a terminal although it is not that of the process.</summary>
    public int? Width { get; init; }

    /// <summary>Whether such a terminal has colours.</summary>
    public bool HasColours { get; init; }

    /// <summary>Asks a question and returns the answer; <c>null</c> if no one can answer.</summary>
    public Func<string, CancellationToken, Task<string?>>? Ask { get; init; }

    /// <summary>The streams of the process.</summary>
    public static Terminal OfProcess() => new(Console.Out, Console.Error)
    {
        Ask = Console.IsInputRedirected || Console.IsErrorRedirected ? null : static (question, cancellationToken) =>
        {
            Console.Error.Write(Printable.Of(question));
            return Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
        },
    };

    /// <summary>Says what is not data, in one line.</summary>
    public void Say(string line)
    {
        try
        {
            Errors.WriteLine(Printable.Of(line));
        }
        catch (IOException)
        {
            // There is no other place to say it. The exit code remains.
        }
    }

    /// <summary>Shows the cursor, which is hidden while there is progress to show.</summary>
    public void ShowCursor() => Progress()?.Cursor.Show();

    public Screen OutputScreen()
    {
        var isTerminal = Width is not null || (ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected);
        return new Screen(ConsoleOf(Output, isTerminal, isTerminal ? Width : Unbroken), ConsoleOf(Output, isTerminal, Unbroken));
    }

    /// <summary>The console that shows how far the work is; <c>null</c> if the error stream is no terminal.</summary>
    public IAnsiConsole? Progress()
    {
        if (!ReferenceEquals(Errors, Console.Error) || Console.IsErrorRedirected)
            return null;
        var console = ConsoleOf(Errors, isTerminal: true, width: null);
        return console.Profile.Capabilities is { Ansi: true, Interactive: true } ? console : null;
    }

    private IAnsiConsole ConsoleOf(TextWriter writer, bool isTerminal, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = HasColours ? AnsiSupport.Yes : isTerminal && Width is null ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = HasColours ? ColorSystemSupport.Standard : isTerminal && Width is null ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = width ?? console.Profile.Width;
        return console;
    }
}
