using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A long body is read piece by piece, and no further than its call's time.</summary>
public sealed class JsonPiecesTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Text_in_pieces_reads_as_the_whole() =>
        Prop.ForAll(GeneratedModels.Taxonomy.Zip(Gen.Choose(1, 40)).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), drawn =>
        {
            var ((taxonomy, length), seed) = drawn;
            var json = TaxonomyJson.Serialize(taxonomy);
            var text = Encoding.UTF8.GetBytes(seed % 2 == 0 ? json : JsonDamage.Apply(json, seed));
            return Outcome(() => JsonBody.Parse(InPieces(text, length), WireJson.TypeOf<Taxonomy>()))
                == Outcome(() => JsonBody.Parse(JsonBody.Reader(text), WireJson.TypeOf<Taxonomy>()));
        }).Check(Generated.Cases(2000));

    [Theory]
    [InlineData("{\"results\":[", "{\"taxonomy_name\":\"a\"}", "]}")]
    [InlineData("{\"results\":[{\"metadata\":{\"a\":[", "1", "]}}]}")]
    [InlineData("{\"results\":[{\"config\":{\"taxonomy_type\":\"hierarchical\",\"hierarchical_nodes\":[", "{\"collection_id\":\"a\"}", "]}}]}")]
    [InlineData("{\"future\":{", "\"a\":1", "}}")]
    [InlineData("{", "\"total\":1", "}")]
    public void Reading_ends_at_the_piece_where_the_time_is_over(string start, string item, string end)
    {
        var text = Encoding.UTF8.GetBytes($"{start}{string.Join(',', Enumerable.Repeat(item, 10_000))}{end}");
        var pieces = 0;
        FluentActions.Invoking(() => JsonBody.Parse(new Utf8JsonReader(JsonPieces.Of(text, Mind, 1000)), WireJson.TypeOf<TaxonomyPage>()))
            .Should().Throw<TimeoutException>();
        pieces.Should().Be(4);

        void Mind()
        {
            if (++pieces == 4)
                throw new TimeoutException();
        }
    }

    [Fact]
    public async Task Body_that_is_there_when_the_time_is_over_is_not_read()
    {
        var failure = (await LateClient().Awaiting(client => client.GetAsync("t")).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.Message.Should().Be("GetTaxonomy did not end within 100 s (TotalTimeout). Raise it where the service needs longer.");
        failure.Attempts.Should().ContainSingle().Which.Failure.Should().Be("the body was not read in time");
    }

    [Fact]
    public async Task Creation_whose_answer_is_not_read_in_time_may_have_taken_effect() =>
        (await LateClient().Awaiting(client => client.CloneAsync("t", new CloneTaxonomyRequest { TaxonomyName = "copy" })).Should().ThrowAsync<TaxonomyOutcomeUnknownException>())
            .WithInnerException<TaxonomyTimeoutException>();

    /// <summary>A client whose time is over as soon as an answer has arrived.</summary>
    private TaxonomyClient LateClient() => TaxonomyClient.Create(
        new TaxonomyClientOptions { ApiKey = "sk", Namespace = "ns", TimeProvider = _clock, AttemptTimeout = Timeout.InfiniteTimeSpan },
        new StubHandler(_ => LongBody(() => _clock.Advance(TimeSpan.FromSeconds(101)))));

    private static HttpResponseMessage LongBody(Action arrived)
    {
        var taxonomy = $"{{\"taxonomy_id\":\"tax_1\",\"taxonomy_name\":\"copy\",\"description\":\"{new string('x', JsonPieces.Length)}\"}}";
        return new HttpResponseMessage { Content = new StreamContent(new ArrivingStream(Encoding.UTF8.GetBytes(taxonomy), arrived)) };
    }

    private static Utf8JsonReader InPieces(byte[] text, int length) =>
        new(JsonPieces.Of(text, static () => { }, length), new JsonReaderOptions { MaxDepth = 2 * JsonText.MaxDepth });

    private static string Outcome(Func<Taxonomy> read)
    {
        try
        {
            return read().ToString();
        }
        catch (JsonException fault)
        {
            return fault.Path ?? "no JSON";
        }
    }

    private sealed class ArrivingStream(byte[] body, Action arrived) : MemoryStream(body)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = Read(buffer.Span);
            if (read == 0)
                arrived();
            return ValueTask.FromResult(read);
        }
    }
}
