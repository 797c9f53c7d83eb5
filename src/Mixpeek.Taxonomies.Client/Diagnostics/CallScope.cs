using System.Collections;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What every log line of a call says beside its message.</summary>
internal sealed class CallScope(string operation, string? space) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 2;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Operation", operation),
        1 => new("Namespace", space),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    public override string ToString() => $"Operation:{operation} Namespace:{space}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
