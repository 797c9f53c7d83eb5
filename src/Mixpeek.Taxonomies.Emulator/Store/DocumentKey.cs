using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>What a document is sorted by: missing values come first, then numbers, then all other values as text.</summary>
internal readonly record struct DocumentKey : IComparable<DocumentKey>
{
    private DocumentKey(int rank, double number, string? text)
    {
        Rank = rank;
        Number = number;
        Text = text;
    }

    private int Rank { get; }

    private double Number { get; }

    private string? Text { get; }

    /// <summary>Returns the key of the value at a path of a document.</summary>
    public static DocumentKey At(JsonNode document, string path) => DocumentPath.Read(document, path) switch
    {
        null => default,
        { } number when number.GetValueKind() == JsonValueKind.Number => new DocumentKey(1, number.GetValue<double>(), null),
        var other => new DocumentKey(2, 0, other.ToString()),
    };

    public int CompareTo(DocumentKey other)
    {
        var byRank = Rank.CompareTo(other.Rank);
        if (byRank != 0)
            return byRank;
        var byNumber = Number.CompareTo(other.Number);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(Text, other.Text);
    }
}
