using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Numbers of any size are compared by their exact decimal value, and written with all their digits.</summary>
public sealed class NumberTests
{
    public static TheoryData<string, string, bool> Pairs => new()
    {
        { "1.5e-28", "2.4e-28", false },
        { "1.5e-28", "0.15E-27", true },
        { "1e-40", "2e-40", false },
        { "0", "1e-400", false },
        { "1e400", "1.0E+400", true },
        { "1e400", "2e400", false },
        { "79228162514264337593543950335.1", "79228162514264337593543950335.2", false },
        { "123456789012345678901234567890.5", "1234567890123456789012345678905e-1", true },
        { "123456789012345678901234567890.5", "123456789012345678901234567890.6", false },
        { "0.1", "0.10000000000000000000000000000000001", false },
        { "1.0", "1", true },
        { "10e-1", "1", true },
        { "-0", "0", true },
        { "-0.0", "0e5", true },
        { "0e99999999999999999999", "0", true },
        { "1E+2", "100", true },
        { "0.0", "0", true },
        { "-1", "1", false },
        { "1e1000000000", "10e999999999", true },
        { "1e1000000000", "1e1000000001", false },
        { "1e-99999999999999999999", "10e-100000000000000000000", true },
        { "1e-99999999999999999999", "1e-99999999999999999998", false },
        { "9007199254740993", "9007199254740992", false },
        { "100000000000000000000", "1e20", true },
        { "1e007", "1e7", true },
    };

    private static Gen<(string Number, string Respelled, string Other)> Numbers =>
        from sign in Gen.Elements("", "-")
        from digits in Gen.Choose(0, 9).NonEmptyListOf().Select(items => $"1{string.Concat(items)}7")
        from exponent in Gen.OneOf(Gen.Choose(-40, 40), Gen.Choose(-1_000_000, 1_000_000))
        from point in Gen.Choose(1, digits.Length - 1)
        from zeros in Gen.Choose(0, 40)
        select (
            $"{sign}{digits}e{exponent}",
            $"{sign}{digits[..point]}.{digits[point..]}{new string('0', zeros)}E{(exponent + digits.Length - point >= 0 ? "+" : "")}{exponent + digits.Length - point}",
            $"{sign}{digits[..^1]}8e{exponent}");

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Models_are_equal_by_the_exact_value_of_their_numbers(string one, string other, bool areEqual)
    {
        Func<string, object>[] models =
        [
            number => TaxonomyJson.Deserialize<Taxonomy>($$$$"""{"metadata":{"n":[{{{{number}}}}]}}"""),
            number => TaxonomyJson.Deserialize<Taxonomy>($$$$"""{"future":{{{{number}}}}}"""),
            number => TaxonomyJson.Deserialize<TaxonomyConfig>($$$$"""{"taxonomy_type":"graph","n":{{{{number}}}}}"""),
            number => new Optional<JsonNode?>(JsonNode.Parse(number)),
            number => InputMapping.Literal("k", JsonNode.Parse(number)),
            number => TaxonomyFilter.Where("metadata.n", JsonNode.Parse(number)),
            number => new ExecuteTaxonomyRequest { SourceDocuments = [new JsonObject { ["n"] = JsonNode.Parse(number) }] },
            number => new UpdateTaxonomyRequest { Metadata = new JsonObject { ["n"] = JsonNode.Parse(number) } },
        ];
        foreach (var model in models)
        {
            model(one).Equals(model(other)).Should().Be(areEqual, $"{model(one)} and {model(other)}");
            (model(one).GetHashCode() == model(other).GetHashCode()).Should().Be(areEqual);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Designs_are_equal_by_the_exact_value_of_their_numbers(string one, string other, bool areEqual)
    {
        Func<string, Taxonomy>[] taxonomies =
        [
            number => Read($$$$"""{"metadata":{"n":{"m":[{{{{number}}}}]}}}"""),
            number => Read($$$$"""{"config":{"taxonomy_type":"hierarchical","future":{{{{number}}}}}}"""),
            number => Read($$$$"""{"config":{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k","override":{"n":{{{{number}}}}}}]}}"""),
            number => Read($$$$"""{"config":{"taxonomy_type":"graph","n":{{{{number}}}}}}"""),
        ];
        foreach (var taxonomy in taxonomies)
        {
            var (before, after) = (taxonomy(one), taxonomy(other));
            TaxonomyDiff.Compare(before, after).IsEmpty.Should().Be(areEqual, $"{before} and {after}");
            (TaxonomyFile.Write(before) == TaxonomyFile.Write(after)).Should().Be(areEqual);
            (TaxonomyPlan.For(before, after).Kind == TaxonomyPlanKind.Nothing).Should().Be(areEqual);
            ConfigComparer.IsAsAsked(before.Config, after.Config).Should().Be(areEqual || before.Metadata.Count > 0);
        }

        static Taxonomy Read(string json) => TaxonomyJson.Deserialize<Taxonomy>(json);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Clone_of_a_plan_has_one_name_for_one_value(string one, string other, bool areEqual)
    {
        var current = new Taxonomy { TaxonomyName = "t", Config = Sample.FlatConfig };
        (NameOf(one) == NameOf(other)).Should().Be(areEqual);

        string NameOf(string number) =>
            TaxonomyPlan.For(current, current with { Config = Sample.FlatConfig with { InputMappings = [InputMapping.Literal("k", JsonNode.Parse(number))] } }).Desired.TaxonomyName;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Rename_whose_answer_was_lost_is_found_by_the_exact_value(string one, string other, bool areEqual)
    {
        var claim = NameClaims.Of("t", new UpdateTaxonomyRequest { TaxonomyName = "n", Metadata = new JsonObject { ["n"] = JsonNode.Parse(one) } })!;
        claim.IsAsAsked(new Taxonomy { TaxonomyName = "n", Metadata = new JsonObject { ["n"] = JsonNode.Parse(other) } }, null).Should().Be(areEqual);
    }

    [Theory]
    [InlineData("1.5e-28", "1.5e-28")]
    [InlineData("0.00000000000000000000000000015", "1.5e-28")]
    [InlineData("1e400", "1e400")]
    [InlineData("123456789012345678901234567890.50", "123456789012345678901234567890.5")]
    [InlineData("1E+2", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("-12.50e-3", "-0.0125")]
    [InlineData("0.0000001", "0.0000001")]
    [InlineData("1e-99999999999999999999", "1e-99999999999999999999")]
    [InlineData("79228162514264337593543950336", "79228162514264337593543950336")]
    public void File_has_every_digit(string number, string written)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>($$$$"""{"taxonomy_name":"t","metadata":{"n":{{{{number}}}}},"config":{"taxonomy_type":"graph","n":{{{{number}}}}}}""");
        var file = TaxonomyFile.Write(taxonomy);
        file.Split('\n').Where(line => line.Contains("\"n\":", StringComparison.Ordinal)).Select(line => line.Trim().TrimEnd(','))
            .Should().Equal($"\"n\": {written}", $"\"n\": {written}");
        TaxonomyFile.Read(file).Metadata["n"]!.ToJsonString().Should().Be(written);
        TaxonomyDiff.Compare(TaxonomyFile.Read(file), taxonomy).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Number_in_another_form_is_the_same_and_one_with_another_digit_is_not() =>
        Prop.ForAll(Numbers.ToArbitrary(), pair =>
        {
            var (number, respelled, other) = pair;
            return Of(number) == Of(respelled) && Of(number).GetHashCode() == Of(respelled).GetHashCode() && Of(number) != Of(other)
                && TaxonomyFile.Write(Of(number)) == TaxonomyFile.Write(Of(respelled))
                && JsonDocument.Parse(TaxonomyFile.Write(Of(number))).RootElement.GetProperty("metadata").GetProperty("n").ValueKind == JsonValueKind.Number;
        }).Check(Generated.Cases(1000));

    [Theory]
    [InlineData("2.0", 2)]
    [InlineData("20e-1", 2)]
    [InlineData("2.00000000000000000000000000000000000001", null)]
    [InlineData("1e-400", null)]
    [InlineData("9223372036854775807.0", null)]
    [InlineData("1e1000000000", null)]
    public void Whole_number_is_read_however_it_is_written_and_nothing_is_rounded_to_one(string number, int? read)
    {
        var config = TaxonomyJson.Deserialize<HierarchicalTaxonomyConfig>($$$$"""{"taxonomy_type":"hierarchical","llm_sample_size":{{{{number}}}}}""");
        config.LlmSampleSize.Should().Be(read);
        if (read is null)
            config.AdditionalProperties!["llm_sample_size"]!.ToJsonString().Should().Be(number);
    }

    [Fact]
    public void Number_of_a_million_digits_takes_no_time()
    {
        var watch = Stopwatch.StartNew();
        foreach (var number in new[] { new string('7', 1_000_000), $"0.{new string('0', 1_000_000)}1", $"1e{new string('9', 1_000_000)}", $"1e-{new string('0', 1_000_000)}9" })
        {
            Of(number).Should().Be(Of(number));
            TaxonomyDiff.Compare(Of(number), Of("1")).Changes.Should().ContainSingle();
        }

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    private static Taxonomy Of(string number) => TaxonomyJson.Deserialize<Taxonomy>($$$$"""{"metadata":{"n":{{{{number}}}}}}""");
}
