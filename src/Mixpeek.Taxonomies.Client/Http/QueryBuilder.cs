using System.Globalization;
using System.Text;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Builds a query; a value that is null is left out.</summary>
internal sealed class QueryBuilder
{
    private readonly StringBuilder _query = new();

    public QueryBuilder Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryBuilder Add(string name, DateTimeOffset? value) => Add(name, value is { } time ? WireDateTime.ToText(time) : null);

    public QueryBuilder AddIfTrue(string name, bool value) => Add(name, value ? "true" : null);

    public QueryBuilder Add(string name, string? value)
    {
        if (value is not null)
            _query.Append(_query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public override string ToString() => _query.ToString();
}
