using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli;

/// <summary>One run of a verb: the client that it uses, and what it writes.</summary>
internal sealed class Session : IDisposable
{
    private readonly Terminal _terminal;
    private readonly Interruption _interruption;
    private readonly Func<TaxonomyClientOptions> _options;
    private TaxonomyClient? _made;
    private ITaxonomyClient? _client;
    private volatile bool _hasChanged;
    private volatile bool _mayHaveChanged;

    /// <param name="terminal">Where it writes.</param>
    /// <param name="interruption">What ends it early.</param>
    /// <param name="options">Makes the options of the client, which is made when it is used: a verb over files needs no key.</param>
    /// <param name="command">What every verb of this command line has.</param>
    public Session(Terminal terminal, Interruption interruption, Func<TaxonomyClientOptions> options, SessionOptions command)
    {
        _terminal = terminal;
        _interruption = interruption;
        _options = options;
        Options = command;
    }

    public SessionOptions Options { get; }

    /// <summary>Whether the output is for scripts: JSON and nothing else.</summary>
    public bool IsJson => Options.IsJson;

    /// <summary>Whether the service has carried out a change in this run.</summary>
    public bool HasChanged => _hasChanged;

    /// <summary>Whether a change was sent in this run.</summary>
    public bool MayHaveChanged => _mayHaveChanged;

    public ITaxonomyClient Client => _client ??= Connect();

    /// <summary>Asks a question and returns the answer; <c>null</c> if no one can answer.</summary>
    public Func<string, CancellationToken, Task<string?>>? Ask => _terminal.Ask;

    /// <summary>Writes a model: its JSON, or what people read.</summary>
    public void Write(ExtensibleModel model, Action<Screen> show) => Write(model.ToString, show);

    /// <summary>Writes JSON, or what people read.</summary>
    public void Write(Func<string> json, Action<Screen> show)
    {
        if (IsJson)
            _terminal.Output.WriteLine(Json.Indented(json()));
        else
            show(_terminal.OutputScreen());
    }

    /// <summary>Writes the text of a file, which is JSON.</summary>
    public void WriteFile(string json) => _terminal.Output.Write(string.Join('\n', json.Split('\n').Select(Printable.Of)));

    /// <summary>Says what is not data, in one line.</summary>
    public void Say(string line) => _terminal.Say(line);

    /// <summary>Says it to people; a script has it in the JSON.</summary>
    public void SayToPeople(string line)
    {
        if (!IsJson)
            Say(line);
    }

    /// <summary>Shows how far the work is, if someone sees it.</summary>
    public Progress Progress() => new(_terminal.Progress());

    /// <summary>Carries out a change of several steps, which Ctrl+C does not separate.</summary>
    /// <param name="unfinished">What is said if the process ends in between.</param>
    /// <param name="work">The steps. Its token is cancelled by Ctrl+C; it is for what comes before the first step.</param>
    public async Task<T> ChangeAsync<T>(string unfinished, Func<CancellationToken, Task<T>> work)
    {
        _interruption.Token.ThrowIfCancellationRequested();
        _interruption.Begin(unfinished);
        try
        {
            return await work(_interruption.Token);
        }
        finally
        {
            _interruption.End();
        }
    }

    /// <summary>Carries out several steps to their end.</summary>
    /// <param name="unfinished">What is said if only a part of them was carried out.</param>
    /// <param name="work">The steps.</param>
    /// <exception cref="UnfinishedException">A step failed after another was carried out.</exception>
    public async Task<T> FinishAsync<T>(string unfinished, Func<Task<T>> work)
    {
        try
        {
            return await ChangeAsync(unfinished, _ => work());
        }
        catch (TaxonomyException failure) when (HasChanged)
        {
            throw new UnfinishedException(unfinished, failure);
        }
    }

    public void Dispose() => _made?.Dispose();

    private ITaxonomyClient Connect()
    {
        _made = TaxonomyClient.Create(_options());
        return _made.WithOptions(new TaxonomyCallOptions { OnCompleted = Note });
    }

    private void Note(TaxonomyCall call)
    {
        if (call.Operation.Safety == OperationSafety.Read || call.Attempts.Count == 0)
            return;
        _mayHaveChanged = true;
        _hasChanged |= call.IsRecovered || (int?)call.StatusCode is >= 200 and < 300;
    }
}
