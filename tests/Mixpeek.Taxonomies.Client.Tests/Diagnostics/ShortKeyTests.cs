using System.Net;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A key of fewer than eight characters is masked where it is a word of its own, and not within another.</summary>
public sealed class ShortKeyTests
{
    [Theory]
    [InlineData("k", "It took too long", "It took too long")]
    [InlineData("k", "k took k, <k>; key=k", "*** took ***, <***>; key=***")]
    [InlineData("key", "Bearer key, monkey, keys, KEY, api_key", "Bearer ***, monkey, keys, KEY, api_key")]
    [InlineData("test", "test_products, my-test, 'test', test", "test_products, my-test, '***', ***")]
    [InlineData("key", "key2 2key key", "key2 2key ***")]
    [InlineData("abcdefg", "xabcdefg abcdefgx abcdefg", "xabcdefg abcdefgx ***")]
    [InlineData("abcdefgh", "xabcdefghx abcdefg", "x***x abcdefg")]
    [InlineData("ключ", "ключи ключ", "ключи ***")]
    public void Short_key_is_masked_as_a_whole_word(string key, string text, string masked) => Mask(key, text).Should().Be(masked);

    [Theory]
    [InlineData("a+b", "xa%2Bb a%2Bb a%2Bbx a%2Bb", "xa%2Bb *** a%2Bbx ***")]
    [InlineData("k", @"{""m"":""\nk\n"",""n"":""book\u006b"",""o"":""\u006b""}", @"{""m"":""\n***\n"",""n"":""book\u006b"",""o"":""***""}")]
    [InlineData("k", "?key%3Dk&a=%20k%20&b=%6B&c=%6Bk", "?key%3D***&a=%20***%20&b=***&c=%6Bk")]
    [InlineData("k", "&quot;k&quot; &#107; &#97;k k&#97;", "&quot;***&quot; *** &#97;k k&#97;")]
    [InlineData("k", @"\\nk \u000ak \u0061k k\u0061 k%61", @"\\n*** \u000a*** \u0061k k\u0061 k%61")]
    public void Escapes_around_and_within_a_short_key_count_as_what_they_stand_for(string key, string text, string masked) => Mask(key, text).Should().Be(masked);

    [Fact]
    public async Task Message_of_a_failure_reads_as_it_was_written()
    {
        using var stub = StubHandler.Of((HttpStatusCode.BadRequest, """{"error":{"message":"The look-up of key k took too long"}}"""));
        using var client = Sample.Client(stub, options => options.ApiKey = "k");
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.ServerMessage.Should().Be("The look-up of key *** took too long");
    }

    [Fact]
    public async Task Key_that_the_emulator_makes_up_is_long_enough_to_be_masked_everywhere()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.ApiKey.Length.Should().BeGreaterThanOrEqualTo(16);
        Mask(emulator.ApiKey, $"x{emulator.ApiKey}x").Should().Be("x***x");
    }

    private static string Mask(string key, string text)
    {
        var mask = new SecretMask();
        mask.Add(key);
        return mask.Apply(text);
    }
}
