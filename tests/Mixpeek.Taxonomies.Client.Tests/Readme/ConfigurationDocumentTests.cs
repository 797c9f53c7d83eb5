using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>docs/configuration.md says of every option what is so.</summary>
public sealed class ConfigurationDocumentTests
{
    private static readonly Document Page = Document.Read("docs/configuration.md");

    private static readonly IReadOnlyList<string[]> Options = Document.Rows(Page.Section(nameof(TaxonomyClientOptions)));

    private static readonly IReadOnlyList<string[]> CallOptions = Document.Rows(Page.Section(nameof(TaxonomyCallOptions)));

    [Fact]
    public void Every_option_is_listed_with_its_default()
    {
        var defaults = new TaxonomyClientOptions();
        Options.Select(row => (row[0], row[1])).Should().Equal(
            typeof(TaxonomyClientOptions).GetProperties().Select(option => (option.Name, TextOf(option.GetValue(defaults)))));
        CallOptions.Select(row => row[0]).Should().Equal(typeof(TaxonomyCallOptions).GetProperties().Select(option => option.Name));
        typeof(TaxonomyCallOptions).GetProperties().Should().OnlyContain(option => option.GetValue(new TaxonomyCallOptions()) == null);

        static string TextOf(object? value) => value switch
        {
            null => "none",
            TimeProvider clock when clock == TimeProvider.System => nameof(TimeProvider.System),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    [Fact]
    public void Ranges_end_where_they_are_said_to()
    {
        var (options, view) = (typeof(TaxonomyClientOptions), typeof(TaxonomyCallOptions));
        var ranges = Options.Select(row => (Option: options.GetProperty(row[0])!, Range: row[2]))
            .Concat(CallOptions.Select(row => (Option: view.GetProperty(row[0])!, Range: row[2])))
            .Where(row => row.Range.Contains(" to ", StringComparison.Ordinal)).ToArray();
        ranges.Should().HaveCount(6);
        foreach (var (option, range) in ranges)
        {
            var ends = range.Split(',')[0].Split(" to ");
            if (Nullable.GetUnderlyingType(option.PropertyType) is null ? option.PropertyType == typeof(int) : option.PropertyType == typeof(int?))
            {
                var (low, high) = (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture));
                Accepts(option, low, high).Should().OnlyContain(isAccepted => isAccepted);
                Accepts(option, low - 1, high + 1).Should().NotContain(true);
            }
            else
            {
                var (low, high) = (TimeSpan.Parse(ends[0], CultureInfo.InvariantCulture), TimeSpan.Parse(ends[1], CultureInfo.InvariantCulture));
                Accepts(option, low, high, Timeout.InfiniteTimeSpan).Should().OnlyContain(isAccepted => isAccepted);
                Accepts(option, low - TimeSpan.FromTicks(1), high + TimeSpan.FromTicks(1)).Should().NotContain(true);
            }
        }
    }

    [Fact]
    public void Environment_and_keys_are_those_that_are_read()
    {
        var variables = new List<string>();
        new TaxonomyClientOptions().UseEnvironment(variable =>
        {
            variables.Add(variable);
            return null;
        });
        Options.Select(row => row[3]).Where(variable => variable.Length > 0).Should().BeEquivalentTo(variables);

        var keys = new List<string>();
        var section = new ConfigurationBuilder().Add(new RecordingSource(keys)).Build();
        TaxonomyOptionsBinder.Bind(section, new TaxonomyClientOptions());
        Options.Select(row => row[4]).Where(key => key.Length > 0).Should().BeEquivalentTo(keys);
        Options.Should().OnlyContain(row => row[4].Length == 0 || row[4] == row[0]);
    }

    private static bool[] Accepts(PropertyInfo option, params object[] values) => [.. values.Select(value =>
    {
        if (option.DeclaringType == typeof(TaxonomyClientOptions))
        {
            var options = Sample.Options();
            option.SetValue(options, value);
            return options.FindFaults().Count == 0;
        }

        var view = new TaxonomyCallOptions();
        option.SetValue(view, value);
        try
        {
            view.Validate(new ArgumentPath("options"));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    })];

    private sealed class RecordingSource(List<string> keys) : ConfigurationProvider, IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            keys.Add(key);
            value = null;
            return false;
        }
    }
}
