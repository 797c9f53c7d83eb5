using System.Text.Json;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class OpenEnumTests
{
    [Fact]
    public void Value_unknown_today_is_kept()
    {
        var mode = TaxonomyJson.Deserialize<EnrichmentField>("""{"field_path":"a","merge_mode":"enrich"}""");
        mode.MergeMode.Should().Be(new EnrichmentMergeMode("enrich"));
        mode.MergeMode.IsKnown.Should().BeFalse();
        TaxonomyJson.Serialize(mode).Should().Be("""{"field_path":"a","merge_mode":"enrich"}""");
    }

    [Fact]
    public void Known_value_is_equal_to_its_member()
    {
        new InputSourceType("vector").Should().Be(InputSourceType.Vector);
        InputSourceType.Vector.IsKnown.Should().BeTrue();
        InputSourceType.Vector.ToString().Should().Be("vector");
    }

    [Fact]
    public void Blank_value_is_refused_and_an_uninitialised_one_is_empty()
    {
        FluentActions.Invoking(() => new SortDirection(" ")).Should().Throw<ArgumentException>().WithParameterName("value");
        default(SortDirection).Value.Should().BeEmpty();
        default(SortDirection).IsKnown.Should().BeFalse();
    }

    [Fact]
    public void Text_can_be_assigned()
    {
        new EnrichmentField { FieldPath = "a", MergeMode = "append" }.MergeMode.Should().Be(EnrichmentMergeMode.Append);
        new InputMapping { InputKey = "k", SourceType = "vector" }.SourceType.Should().Be(InputSourceType.Vector);
        TaxonomyFilter.Where("a", "starts_with", "b").ToString().Should().Contain("\"operator\":\"starts_with\"");
        FluentActions.Invoking(() => new TaxonomySort { Field = "f", Direction = " " }).Should().Throw<ArgumentException>();
    }

    public static TheoryData<Type> Enumerations => [.. typeof(ITaxonomyClient).Assembly.GetExportedTypes()
        .Where(type => type.GetInterfaces().Any(contract => contract.Name.StartsWith("IOpenEnum", StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void All_are_of_one_definition(Type type)
    {
        var known = ((System.Collections.IEnumerable)type.GetProperty("Known")!.GetValue(null)!).Cast<object>().ToArray();
        var declared = type.GetProperties().Where(property => property.PropertyType == type).Select(property => property.GetValue(null)!);
        known.Should().BeEquivalentTo(declared, "each static member is known");
        var convert = type.GetMethod("op_Implicit", [typeof(string)])!;
        var json = TaxonomyJson.Options.GetTypeInfo(type);
        foreach (var value in known)
        {
            convert.Invoke(null, [value.ToString()]).Should().Be(value);
            type.GetProperty("IsKnown")!.GetValue(value).Should().Be(true);
            JsonSerializer.Serialize(value, json).Should().Be($"\"{value}\"");
            JsonSerializer.Deserialize($"\"{value}\"", json).Should().Be(value);
        }

        var later = convert.Invoke(null, ["value_of_tomorrow"])!;
        type.GetProperty("IsKnown")!.GetValue(later).Should().Be(false);
        JsonSerializer.Deserialize("\"value_of_tomorrow\"", json).Should().Be(later);
        var none = Activator.CreateInstance(type)!;
        JsonSerializer.Deserialize(JsonSerializer.Serialize(none, json), json).Should().Be(none);
        JsonSerializer.Deserialize("null", json).Should().Be(none);
        FluentActions.Invoking(() => JsonSerializer.Deserialize("7", json)).Should().Throw<JsonException>().WithMessage($"*{type.Name}*Number*");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("[\"replace\"]")]
    public void Odd_value_is_kept_as_it_is(string odd)
    {
        var json = $$"""{"field_path":"a","merge_mode":{{odd}}}""";
        var field = TaxonomyJson.Deserialize<EnrichmentField>(json);
        field.MergeMode.Should().Be(default(EnrichmentMergeMode), "it is not known, and so not the default");
        TaxonomyJson.Serialize(field).Should().Be(json);
    }

    [Fact]
    public void Property_that_is_set_wins_over_an_odd_value()
    {
        var field = TaxonomyJson.Deserialize<EnrichmentField>("""{"field_path":"a","merge_mode":7}""");
        TaxonomyJson.Serialize(field with { MergeMode = EnrichmentMergeMode.Append })
            .Should().Be("""{"field_path":"a","merge_mode":"append"}""");
    }
}
