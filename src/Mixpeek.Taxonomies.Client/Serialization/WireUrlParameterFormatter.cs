using System.Globalization;
using System.Reflection;
using Refit;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Writes what stands in a path or a query as the service reads it.</summary>
internal sealed class WireUrlParameterFormatter : IUrlParameterFormatter
{
    /// <exception cref="ArgumentException">A value can't stand for one segment of a path.</exception>
    public string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type)
    {
        if (!attributeProvider.IsDefined(typeof(QueryAttribute), inherit: false))
            Identifier.Check(value as string, "identifier");
        return value switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            DateTimeOffset time => WireDateTime.ToText(time),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }
}
