using System.Net;
using System.Text;
using System.Text.Json;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli.Tests;

/// <summary><c>--json</c> writes whatever JSON the models can hold.</summary>
public sealed class JsonOutputTests
{
    private const string Half = "\\ud83d";
    private static readonly string Deep = string.Concat(Enumerable.Repeat("[", 90)) + "1.50e2" + new string(']', 90);
    private static readonly string Odd =
        $$$"""{"taxonomy_id":"tax_1","taxonomy_name":"tags","description":"x","ready":true,"odd":"{{{Half}}}","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[{"input_key":"i","source_type":"vector","path":"p"}],"source_collection":{"collection_id":"c"}},"metadata":{"half":"{{{Half}}}","{{{Half}}}":{ },"deep":{{{Deep}}},"quoted":"\"\\\"{[,:]}","empty":[ ]}}""";

    [Theory]
    [InlineData("list", "List")]
    [InlineData("show tags", "Get")]
    [InlineData("versions tags", "Get,ListVersions")]
    [InlineData("wait tags", "Get")]
    [InlineData("update tags --description x", "Update")]
    [InlineData("clone tags copy", "Clone")]
    [InlineData("delete tags --yes", "Get")]
    [InlineData("export tags --output OUT", "Get")]
    public async Task Odd_values_are_written_as_they_are(string line, string operations)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("tags", Tool.Flat, "x", id: "tax_1");
        foreach (var name in operations.Split(','))
        {
            var odd = name == "Clone" ? Odd.Replace("\"tags\"", "\"copy\"", StringComparison.Ordinal) : Odd;
            var body = name switch
            {
                "List" => $$$"""{"results":[{{{odd}}}],"pagination":{"total":1,"page":1,"page_size":10,"total_pages":1}}""",
                "ListVersions" => $$$"""{"results":[{{{odd}}}]}""",
                "Clone" => $$$"""{"taxonomy":{{{odd}}},"source_taxonomy_id":"tax_1"}""",
                _ => odd,
            };
            var operation = (TaxonomyOperation)typeof(TaxonomyOperations).GetProperty(name)!.GetValue(null)!;
            emulator.Faults.Add(TaxonomyFault.Answer(name == "Clone" ? HttpStatusCode.Created : HttpStatusCode.OK, body) with { Operation = operation, Times = 9 });
        }

        var file = Path.GetTempFileName();
        var (code, output, errors) = await Tool.RunAsync(emulator, ["--json", .. line.Replace("OUT", file, StringComparison.Ordinal).Split(' ')]);
        if (line.StartsWith("export", StringComparison.Ordinal))
        {
            code.Should().BeOneOf(0, 1);
            errors.Trim().Should().NotContain("\n").And.NotContain("   at ");
        }
        else
        {
            (code, errors).Should().Be((0, ""));
            Texts(output).Should().Contain(["half", Half, "deep", "1.50e2", "quoted", "\\\"\\\\\\\"{[,:]}", "empty"]);
        }

        File.Delete(file);
    }

    [Theory]
    [InlineData("""{"a":[1,{"b":"x\"}"}],"c":{},"d":[ ]}""", "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x\\\"}\"\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}")]
    [InlineData("[]", "[]")]
    [InlineData("\"\u009b\u202e\"", "\"\\u009b\\u202e\"")]
    public void Json_is_indented(string json, string indented) => Json.Indented(json).Should().Be(indented);

    [Fact]
    public async Task Odd_values_are_shown_to_people_too()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.OK, Odd) with { Operation = TaxonomyOperations.Get });
        var (code, output, errors) = await Tool.RunAsync(emulator, ["show", "tags"]);
        (code, errors).Should().Be((0, ""));
        output.Should().Contain("{\"half\":\"\\ud83d\"").And.Contain("[[[[");
    }

    /// <summary>The names and values of a JSON text, as they are written.</summary>
    private static List<string> Texts(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 1000 });
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(Encoding.UTF8.GetString(reader.ValueSpan));
        return texts;
    }
}
