using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What was done, a line of JSON for each item. A line that a process did not finish counts for nothing.</summary>
internal sealed class BulkJournal : IAsyncDisposable
{
    private const string Start = "{\"key\":";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly StreamWriter? _writer;

    private BulkJournal(IReadOnlyDictionary<string, string> done, StreamWriter? writer)
    {
        Done = done;
        _writer = writer;
    }

    /// <summary>The results of earlier runs, by key.</summary>
    public IReadOnlyDictionary<string, string> Done { get; }

    /// <exception cref="IOException">The file can't be read or written.</exception>
    /// <exception cref="ArgumentException">The file is no journal.</exception>
    public static async Task<BulkJournal> OpenAsync(string? path, CancellationToken cancellationToken)
    {
        var done = new Dictionary<string, string>(StringComparer.Ordinal);
        if (path is null)
            return new BulkJournal(done, null);
        var lines = File.Exists(path) ? await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false) : [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (Read(lines[i]) is var (key, result))
                done[key] = result;
            else if (!IsBroken(lines[i]))
                throw new ArgumentException($"{path} is no journal: line {i + 1} is not an item that is done.", nameof(path));
        }

        var writer = new StreamWriter(path, append: true) { AutoFlush = true };
        if (lines.Length > 0)
            await writer.WriteLineAsync().ConfigureAwait(false);
        return new BulkJournal(done, writer);
    }

    public async Task NoteAsync(string key, string result)
    {
        if (_writer is null)
            return;
        var line = new JsonObject { ["key"] = key, ["result"] = result }.ToJsonString();
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await _writer.WriteLineAsync(line).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_writer is not null)
            await _writer.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Whether a line is one that a process began and did not finish.</summary>
    private static bool IsBroken(string line) =>
        line.StartsWith(Start, StringComparison.Ordinal) || Start.StartsWith(line, StringComparison.Ordinal);

    private static (string Key, string Result)? Read(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject item && (string?)item["key"] is { } key && (string?)item["result"] is { } result ? (key, result) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
