using System.Text;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// What was done, as lines of JSON: the first says what the journal is for, each other that an item is done. A last
/// line that a process did not finish counts for nothing. While a journal is open, no other process can open it.
/// </summary>
internal sealed class BulkJournal : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly FileStream _file;
    private readonly string _path;
    private IReadOnlyDictionary<string, (string Input, string Result)> _done = new Dictionary<string, (string, string)>();

    private BulkJournal(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);
    }

    /// <exception cref="IOException">The file can't be read or written, or another run has it open.</exception>
    /// <exception cref="ArgumentException">The file is no journal, or that of another run.</exception>
    /// <exception cref="TaxonomySerializationException">The file is not text in a known encoding.</exception>
    public static async Task<BulkJournal> OpenAsync(string path, BulkPurpose purpose, CancellationToken cancellationToken)
    {
        var journal = new BulkJournal(path);
        try
        {
            await journal.ReadAsync(purpose, cancellationToken).ConfigureAwait(false);
            return journal;
        }
        catch
        {
            await journal.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What came of an item that an earlier run did from the same input; null if there is none.</summary>
    /// <param name="key">What the item is known by.</param>
    /// <param name="input">The hash of what it is made of; null where that no longer exists, and so can't have changed.</param>
    public string? Find(string key, string? input) => _done.TryGetValue(key, out var done) && (input is null || done.Input == input) ? done.Result : null;

    public Task NoteAsync(string key, string input, string result) => AppendAsync(JournalLines.Item(key, input, result));

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ReadAsync(BulkPurpose purpose, CancellationToken cancellationToken)
    {
        var bytes = new byte[_file.Length];
        await _file.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        var utf8 = FileText.Decode(JournalLines.WithoutZeros(bytes), FileText.NameOf(_path));
        var lines = new JournalLines(_path, utf8.Span);
        _done = lines.Read(purpose);
        var finished = utf8[..lines.Length];
        var isAsSaved = bytes.AsSpan().StartsWith(finished.Span);
        // What was not finished goes away, and what was saved in another encoding is written in the journal's own.
        _file.SetLength(isAsSaved ? finished.Length : 0);
        _file.Position = _file.Length;
        if (!isAsSaved)
            await _file.WriteAsync(finished, CancellationToken.None).ConfigureAwait(false);
        if (lines.Length == 0)
            await AppendAsync(JournalLines.Header(purpose)).ConfigureAwait(false);
    }

    private async Task AppendAsync(JsonObject line)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await _file.WriteAsync(Encoding.UTF8.GetBytes($"{line.ToJsonString()}\n")).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
