using System.Globalization;
using System.Reflection;
using Refit;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What stands in a query is written as the service reads it, whatever the culture.</summary>
public sealed class WireUrlParameterFormatterTests
{
    private static readonly WireUrlParameterFormatter Formatter = new();

    public static TheoryData<object?, string?> Values => new()
    {
        { null, null },
        { "a b", "a b" },
        { true, "true" },
        { false, "false" },
        { -5, "-5" },
        { 1.5, "1.5" },
        { new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "2026-01-02T01:04:05Z" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Value_of_a_query(object? value, string? text)
    {
        var (before, other) = (CultureInfo.CurrentCulture, (CultureInfo)CultureInfo.InvariantCulture.Clone());
        (other.NumberFormat.NegativeSign, other.NumberFormat.NumberDecimalSeparator) = ("minus ", ",");
        CultureInfo.CurrentCulture = other;
        try
        {
            Formatter.Format(value, Parameter(nameof(Endpoint), 1), typeof(object)).Should().Be(text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Value_of_a_path_is_an_identifier()
    {
        Formatter.Format("a", Parameter(nameof(Endpoint), 0), typeof(string)).Should().Be("a");
        FluentActions.Invoking(() => Formatter.Format("..", Parameter(nameof(Endpoint), 0), typeof(string)))
            .Should().Throw<ArgumentException>().WithParameterName("identifier");
        FluentActions.Invoking(() => Formatter.Format(null, Parameter(nameof(Endpoint), 0), typeof(string)))
            .Should().Throw<ArgumentNullException>().WithParameterName("identifier");
    }

    private static ParameterInfo Parameter(string method, int index) =>
        typeof(WireUrlParameterFormatterTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.GetParameters()[index];

    private static void Endpoint(string identifier, [Query] object? value) => throw new NotSupportedException($"{identifier}: {value}");
}
