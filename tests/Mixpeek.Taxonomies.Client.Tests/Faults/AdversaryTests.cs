namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// Twenty thousand calls of every operation to a service that loses, delays, refuses and garbles, and where others are
/// at work under the same names: nothing is said to be that is not, and nothing is said not to be that is.
/// </summary>
public sealed class AdversaryTests(ITestOutputHelper output)
{
    private const int Seeds = 8;
    private const int CallsOfSeed = 2500;

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(1, Seeds)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task No_ending_is_false(int seed)
    {
        var random = new Random(seed);
        var clock = new SkippingClock();
        using var service = new Adversary(clock);
        using var client = Sample.Client(service, options => options.TimeProvider = clock);
        var endings = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < CallsOfSeed; number++)
        {
            var round = service.Begin(random.Next());
            object? result = null;
            Exception? failure = null;
            try
            {
                result = await round.CallAsync(client);
            }
            catch (Exception fault)
            {
                failure = fault;
            }

            round.End();
            var because = $"call {number} of seed {seed}: {round} ended in {failure?.Message ?? "success"}";
            failure?.Should().BeAssignableTo<TaxonomyException>(because);
            round.Effects.Should().BeLessThanOrEqualTo(1, because);
            if (failure is null)
                round.IsTrue(result).Should().BeTrue(because);
            else if (failure is not TaxonomyOutcomeUnknownException)
                round.Effects.Should().Be(0, because);
            var ending = failure is null ? "success" : failure is TaxonomyOutcomeUnknownException ? "unknown" : "failure";
            endings[ending] = endings.GetValueOrDefault(ending) + 1;
        }

        output.WriteLine(string.Join(", ", endings.Select(ending => $"{ending.Key} {ending.Value}")));
        endings["success"].Should().BeGreaterThan(CallsOfSeed / 3);
        endings["failure"].Should().BeGreaterThan(CallsOfSeed / 20);
        endings["unknown"].Should().BeInRange(CallsOfSeed / 50, CallsOfSeed / 3);
    }
}
