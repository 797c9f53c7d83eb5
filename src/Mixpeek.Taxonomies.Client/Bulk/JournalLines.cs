using System.Text;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The lines of a journal, and what is wrong with them.</summary>
internal sealed class JournalLines
{
    private const int Version = 1;
    private const string HeaderStart = "{\"journal\":";
    private const string ItemStart = "{\"key\":";

    private static readonly HashSet<string> HeaderNames = new(StringComparer.Ordinal) { "journal", "purpose" };
    private static readonly HashSet<string> ItemNames = new(StringComparer.Ordinal) { "key", "input", "result" };

    private readonly string _path;
    private readonly string[] _lines;

    /// <param name="path">The path of the journal, for errors.</param>
    /// <param name="utf8">Its text.</param>
    /// <exception cref="ArgumentException">The last line has no end, and is none that a journal has.</exception>
    public JournalLines(string path, ReadOnlySpan<byte> utf8)
    {
        _path = path;
        Length = utf8.LastIndexOf((byte)'\n') + 1;
        var unfinished = Encoding.UTF8.GetString(utf8[Length..]);
        _lines = [.. Encoding.UTF8.GetString(utf8[..Length]).Split('\n').SkipLast(1).Select(static line => line.TrimEnd('\r'))];
        if (!IsBegun(unfinished, ItemStart) && !IsBegun(unfinished, HeaderStart))
            throw NoJournal(_lines.Length + 1);
        if (_lines.All(static line => line.Length == 0))
            Length = 0;
    }

    /// <summary>How many bytes the finished lines have; 0 for a new journal.</summary>
    public int Length { get; }

    public static JsonObject Header(BulkPurpose purpose) => new() { ["journal"] = Version, ["purpose"] = purpose.ToJson() };

    public static JsonObject Item(string key, string input, string result) => new() { ["key"] = key, ["input"] = input, ["result"] = result };

    /// <summary>Leaves out the zeros that a file system may have put where a last line was to be.</summary>
    public static ReadOnlyMemory<byte> WithoutZeros(byte[] bytes) => bytes is [0xFF or 0xFE, ..] ? bytes : bytes.AsMemory().TrimEnd((byte)0);

    /// <summary>Returns what is done, by key.</summary>
    /// <exception cref="ArgumentException">The lines are not those of a journal, or the journal is that of another run.</exception>
    public IReadOnlyDictionary<string, (string Input, string Result)> Read(BulkPurpose purpose)
    {
        var done = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        if (Length == 0)
            return done;
        CheckHeader(_lines[0], purpose);
        for (var i = 1; i < _lines.Length; i++)
        {
            var item = Parse(_lines[i], ItemNames);
            if (TextOf(item?["key"]) is { } key && TextOf(item?["input"]) is { } input && TextOf(item?["result"]) is { } result)
                done[key] = (input, result);
            else if (item is not null || !IsBegun(_lines[i], ItemStart))
                throw NoJournal(i + 1);
        }

        return done;
    }

    private void CheckHeader(string line, BulkPurpose purpose)
    {
        if (line.StartsWith(ItemStart, StringComparison.Ordinal))
            throw Refused("is a journal of an earlier version, which does not say what it is for");
        var header = Parse(line, HeaderNames);
        if (header?["journal"] is not JsonValue version || header["purpose"] is not JsonObject before)
            throw NoJournal(1);
        if (!JsonNode.DeepEquals(version, Version))
            throw Refused($"is a journal of version {version.ToJsonString()}, which is not known");
        if (purpose.DifferenceFrom(before) is { } difference)
            throw Refused($"is the journal of another run: {difference}");
    }

    private ArgumentException Refused(string fault) => Invalid(_path, $"{fault}. Use another journal, or delete this one to begin again.");

    private ArgumentException NoJournal(int line) => Invalid(_path, $"is no journal: line {line} is not one that a journal has.");

    private static ArgumentException Invalid(string path, string fault) => new($"{path} {fault}", nameof(path));

    /// <summary>Whether a line is one that a process began and may not have finished.</summary>
    private static bool IsBegun(string line, string start) =>
        line.StartsWith(start, StringComparison.Ordinal) || start.StartsWith(line, StringComparison.Ordinal);

    private static JsonObject? Parse(string line, HashSet<string> names)
    {
        var utf8 = Encoding.UTF8.GetBytes(line);
        return FileJson.FaultOf(utf8, "an object", names) is null ? JsonBody.ParseNode(JsonBody.Reader(utf8)) as JsonObject : null;
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
