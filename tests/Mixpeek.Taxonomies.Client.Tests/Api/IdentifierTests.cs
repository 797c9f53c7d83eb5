using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>An identifier is one segment of the path, whatever it holds.</summary>
public sealed class IdentifierTests
{
    public static TheoryData<string> Strange =>
    [
        "a/b", "/", "..%2F", "../..", "a?b=c", "a#b", "%2F", "%2e%2e", "%", "100%", "with space", " leading", "😀", "\n", "\u0001", "\u007f",
        "a\\b", "...", "a;b", "a:b@c", "名前", "\u200e", "e\u0301", "clone", "list", "execute",
    ];

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task Strange_name_reaches_the_server_as_it_is(string name)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        if (string.IsNullOrWhiteSpace(name))
        {
            await FluentActions.Awaiting(() => client.GetAsync(name)).Should().ThrowAsync<ArgumentException>();
            return;
        }

        var stored = emulator.Store.Add(name, Sample.FlatConfig);
        (await client.GetAsync(name)).TaxonomyId.Should().Be(stored.TaxonomyId);
        var address = name == "execute" ? stored.TaxonomyId : name;
        (await client.CloneAsync(address, new CloneTaxonomyRequest { TaxonomyName = $"!{name}!" })).SourceTaxonomyId.Should().Be(stored.TaxonomyId);
        emulator.Requests.Select(request => request.Path.Split('/').Length).Should().Equal(4, 5);
    }

    [Fact]
    public void Generated_identifiers_keep_their_segment_and_come_back_whole()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        var parts = Gen.Elements("a", "/", "\\", ".", "..", "%", "%2F", "%2e", "?", "#", "&", " ", "\t", "\0", "\r\n", "é", "😀", "\u2028", ":", "@", ";");
        Prop.ForAll(parts.NonEmptyListOf().Select(string.Concat).ToArbitrary(), identifier =>
        {
            if (string.IsNullOrWhiteSpace(identifier) || identifier is "." or "..")
                return true;
            client.GetAsync(identifier).GetAwaiter().GetResult();
            var segments = handler.Requests[^1].Address.AbsolutePath.Split('/');
            return segments.Length == 4 && Uri.UnescapeDataString(segments[3]) == identifier;
        }).Check(Generated.Cases(3000));
    }
}
