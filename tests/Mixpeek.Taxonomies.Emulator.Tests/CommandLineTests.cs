using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator.Tool;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>The command line: what it takes, what it prints, and how it ends.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Command_line_starts_an_emulator_prints_how_to_reach_it_and_stops_when_interrupted()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, SeedTests.Seed);
            await using var output = new FlushedWriter();
            using var interrupt = new CancellationTokenSource();
            var running = EmulatorCommand.InvokeAsync(
                ["--seed", file, "--api-key", "sk_1", "--namespace", "ns_1"], output, TextWriter.Null, interrupt.Token);
            await Task.WhenAny(running, output.Flushed.Task);
            var lines = output.ToString().Split(Environment.NewLine);
            lines.Should().Contain("MIXPEEK_API_KEY=sk_1").And.Contain("MIXPEEK_NAMESPACE=ns_1").And.Contain("Taxonomies: 1. Press Ctrl+C to stop.");
            lines.Count(line => line.Contains("/v1/", StringComparison.Ordinal)).Should().Be(TaxonomyOperations.All.Count);

            var options = new TaxonomyClientOptions { ApiKey = "sk_1", Namespace = "ns_1", BaseAddress = new Uri(lines[0]["MIXPEEK_BASE_URL=".Length..]) };
            using var client = TaxonomyClient.Create(options);
            (await client.GetAsync("tags")).TaxonomyId.Should().Be("tax_1");
            await interrupt.CancelAsync();
            (await running).Should().Be(0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Seed_that_is_not_there_is_one_line_and_the_exit_code_1()
    {
        var (code, errors) = await FailAsync("--seed", "/no/such/seed.json");
        code.Should().Be(1);
        errors.Should().Contain("seed.json").And.NotContain("\n");
    }

    [Fact]
    public async Task Seed_that_is_wrong_is_one_line_that_a_terminal_does_not_act_on()
    {
        var file = Path.GetTempFileName();
        try
        {
            const string taxonomy = """{"taxonomy_name":"x\u001b[31m\ny","config":{"taxonomy_type":"hierarchical"}}""";
            await File.WriteAllTextAsync(file, $$"""{"taxonomies":[{{taxonomy}},{{taxonomy}}]}""");
            var (code, errors) = await FailAsync("--seed", file);
            code.Should().Be(1);
            errors.Should().Be(@"taxonomies[0] and taxonomies[1] both have the name 'x\u001b[31m\u000ay'.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("'everywhere' is no IP address.", "--address", "everywhere")]
    [InlineData("--address", "--address")]
    [InlineData("--seed", "--seed")]
    [InlineData("--fault", "--fault")]
    [InlineData("--delay", "--delay")]
    [InlineData("--port", "--port", "1", "--port", "2")]
    [InlineData("--delay", "--delay", "1s", "--delay", "2s")]
    [InlineData("Port must be from 0 to 65535.", "--port", "99999")]
    [InlineData("Port must be from 0 to 65535.", "--port", "-1")]
    [InlineData("'many' for option '--port'", "--port", "many")]
    [InlineData("ApiKey must be printable ASCII", "--api-key", "")]
    [InlineData("Namespace must be printable ASCII", "--namespace", " ")]
    [InlineData("for option '--validation-errors'", "--validation-errors", "none")]
    [InlineData("'--unknown'", "--unknown")]
    [InlineData("--delay: '200' is not a time from 0ms to 60m with its unit, such as 200ms or 1.5s.", "--delay", "200")]
    [InlineData("--delay: '61m' is not a time", "--delay", "61m")]
    [InlineData("--delay: '1e3ms' is not a time", "--delay", "1e3ms")]
    [InlineData("--delay: '-1s' is not a time", "--delay=-1s")]
    [InlineData("--delay: '' is not a time", "--delay", "")]
    [InlineData("--fault: There is no operation 'CloneTaxonmy'. Did you mean 'CloneTaxonomy'? The operations are CreateTaxonomy, ", "--fault", "CloneTaxonmy:503")]
    [InlineData("--fault: There is no operation 'nonsense'. The operations are CreateTaxonomy, ", "--fault", "nonsense:503")]
    [InlineData("--fault: There is no operation ''. The operations are CreateTaxonomy, ", "--fault", ":503")]
    [InlineData("--fault: There is no fault 'drip'. Did you mean 'drop'? The faults are a status from 200 to 599, drop, ", "--fault", "CloneTaxonomy:drip")]
    [InlineData("--fault: There is no fault '199'. The faults are", "--fault", "199")]
    [InlineData("--fault: There is no fault '600'. The faults are", "--fault", "600x2")]
    [InlineData("--fault: There is no fault ''. The faults are", "--fault", "CloneTaxonomy:")]
    [InlineData("--fault: There is no fault ''. The faults are", "--fault", "")]
    [InlineData("--fault: There is no fault 'x'. The faults are", "--fault", "x")]
    [InlineData("--fault: There is no fault '503x-2'. The faults are", "--fault", "503x-2")]
    [InlineData("--fault: 'x0' is no number of requests", "--fault", "503x0")]
    [InlineData("--fault: 'x99999999999' is no number of requests", "--fault", "503x99999999999")]
    [InlineData("--fault: 'delay=200' needs a time", "--fault", "GetTaxonomy:delay=200")]
    [InlineData(@"'\u001b[31m'", "--fault", "\u001b[31m:503")]
    public async Task Command_line_that_is_wrong_is_one_line_and_the_exit_code_2(string message, params string[] arguments)
    {
        var (code, errors) = await FailAsync(arguments);
        code.Should().Be(2);
        errors.Should().Contain(message).And.NotContain("\n").And.NotContain("\u001b");
    }

    [Theory]
    [InlineData("CloneTaxonomy:503x2", "CloneTaxonomy", 2, "503")]
    [InlineData("clonetaxonomy:503X2", "CloneTaxonomy", 2, "503")]
    [InlineData("503", null, 1, "503")]
    [InlineData("CreateTaxonomy:drop-after-processing", "CreateTaxonomy", 1, "drop-after-processing")]
    [InlineData("CreateTaxonomy:502-after-processingx3", "CreateTaxonomy", 3, "502-after-processing")]
    [InlineData("dropx10", null, 10, "drop")]
    [InlineData("stall", null, 1, "stall")]
    [InlineData("garbage", null, 1, "garbage")]
    [InlineData("truncate", null, 1, "truncate")]
    [InlineData("stall-body", null, 1, "stall-body")]
    [InlineData("GetTaxonomy:delay=200msx2", "GetTaxonomy", 2, "delay")]
    public void Fault_is_read(string text, string? operation, int times, string name)
    {
        var fault = FaultText.Parse(text);
        fault.Operation?.Name.Should().Be(operation);
        fault.Times.Should().Be(times);
        fault.Name.Should().Be(name);
    }

    [Theory]
    [InlineData("0ms", 0)]
    [InlineData("200ms", 200)]
    [InlineData("1s", 1000)]
    [InlineData("1.5s", 1500)]
    [InlineData("60m", 3_600_000)]
    public void Time_is_read(string text, int milliseconds) => TimeText.TryParse(text).Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public async Task One_line_is_printed_for_each_request_with_the_fault_that_it_met_and_without_keys()
    {
        await using var tool = await RunningTool.StartAsync("--api-key", "sk_secret/1", "--namespace", "ns_1", "--fault", "CloneTaxonomy:503x2", "--fault", "drop");
        await tool.SendAsync("POST", "/v1/taxonomies/t/clone", "{}");
        await tool.SendAsync("GET", "/v1/taxonomies/t?api_key=sk_secret/1&version=1&x=sk_secret%2f1&access_token=other");
        await tool.SendAsync("POST", "/v1/taxonomies/t/clone", "{}");
        await tool.SendAsync("GET", "/health", isPrinted: false);
        await tool.SendAsync("GET", "/nowhere%1b%5b31m%E2%80%AE", key: "sk_wrong");
        var lines = await tool.StopAsync();
        var requests = lines.Split(Environment.NewLine).Where(line => line.StartsWith("20", StringComparison.Ordinal)).ToArray();
        requests.Should().OnlyContain(line => Regex.IsMatch(line, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z "));
        requests.Select(line => Regex.Replace(line[25..], @"\d+ ms", "N ms")).Should().Equal(
            "POST /v1/taxonomies/t/clone 503 N ms (fault: 503)",
            "GET /v1/taxonomies/t?api_key=***&version=1&x=***&access_token=*** no answer N ms (fault: drop)",
            "POST /v1/taxonomies/t/clone 503 N ms (fault: 503)",
            "GET /nowhere%1b%5b31m%E2%80%AE 404 N ms");
    }

    [Theory]
    [InlineData("GET /v1/a\u001bb HTTP/1.1\r\n")]
    [InlineData("GET /v1/a\u0007b HTTP/1.1\r\n")]
    [InlineData("GET /v1/a\u007fb HTTP/1.1\r\n")]
    [InlineData("GET /v1/a\tb HTTP/1.1\r\n")]
    [InlineData("GET /v1/a\u009bb HTTP/1.1\r\n")]
    public async Task Line_of_a_hostile_request_is_one_line_that_a_terminal_does_not_act_on(string requestLine)
    {
        await using var tool = await RunningTool.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(tool.Address.Host, tool.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"{requestLine}Host: h\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(socket.GetStream());
        (await reader.ReadToEndAsync()).Should().StartWith("HTTP/1.1 4");
        var lines = await tool.StopAsync();
        lines.Replace(Environment.NewLine, "", StringComparison.Ordinal).Any(char.IsControl).Should().BeFalse();
    }

    [Fact]
    public void Text_that_a_terminal_acts_on_is_escaped() =>
        SafeText.Escape("a\u001b[31m\n\u009b\u202e\u2028é😀\ud800b\udc00").Should().Be(@"a\u001b[31m\u000a\u009b\u202e\u2028é😀\ud800b\udc00");

    [Theory]
    [InlineData("k", "/v1/look?k=v&x=k", "/v1/look?***=v&x=***")]
    [InlineData("sk_long_key", "/v1/xsk_long_keyx", "/v1/x***x")]
    [InlineData("sk_a.b(c", "/v1/sk_a.b%28c/sk_aXb(c", "/v1/***/sk_aXb(c")]
    [InlineData("sk_long_key", "/v1/t?key=sk_live_0123456789abcdef0123", "/v1/t?key=***")]
    [InlineData("sk_long_key", "/v1/sk_live_0123456789abcdef0123", "/v1/***")]
    [InlineData("sk_long_key", "/v1/t?Authorization=Bearer%20x&limit=1", "/v1/t?Authorization=***&limit=1")]
    public void Keys_are_masked_in_a_target(string key, string target, string masked) =>
        SafeText.WithoutKeys(target, SafeText.PatternOf(key)).Should().Be(masked);

    [Fact]
    public async Task Quiet_tool_prints_no_requests()
    {
        await using var tool = await RunningTool.StartAsync("--quiet");
        await tool.SendAsync("GET", "/v1/taxonomies/t", isPrinted: false);
        (await tool.StopAsync()).Should().EndWith($"Press Ctrl+C to stop.{Environment.NewLine}");
    }

    [Fact]
    public async Task Delay_holds_every_answer_back()
    {
        await using var tool = await RunningTool.StartAsync("--delay", "30ms");
        await tool.SendAsync("GET", "/v1/taxonomies/t");
        var line = (await tool.StopAsync()).Split(Environment.NewLine).Single(line => line.Contains(" ms", StringComparison.Ordinal));
        int.Parse(Regex.Match(line, @"(\d+) ms").Groups[1].Value, CultureInfo.InvariantCulture).Should().BeGreaterThanOrEqualTo(29);
    }

    [Fact]
    public async Task Tool_that_listens_beyond_loopback_says_how_others_reach_it()
    {
        await using var tool = await RunningTool.StartAsync("--address", "0.0.0.0");
        (await tool.StopAsync()).Should().Contain($"MIXPEEK_BASE_URL=http://NAME_OF_THIS_MACHINE:{tool.Address.Port}/ and MIXPEEK_ALLOW_INSECURE_HTTP=true");
        await using var local = await RunningTool.StartAsync();
        (await local.StopAsync()).Should().NotContain("ALLOW_INSECURE");
    }

    [Fact]
    public async Task Value_that_begins_with_an_at_sign_is_a_value()
    {
        await using var tool = await RunningTool.StartAsync("--namespace", "@team");
        (await tool.StopAsync()).Should().Contain("MIXPEEK_NAMESPACE=@team");
    }

    [Fact]
    public async Task Every_option_has_help_with_an_example()
    {
        await using var output = new StringWriter();
        (await EmulatorCommand.InvokeAsync(["--help"], output, TextWriter.Null)).Should().Be(0);
        var help = Regex.Replace(output.ToString(), @"\s+", " ");
        foreach (var option in new[] { "--address", "--port", "--seed", "--api-key", "--namespace", "--validation-errors", "--fault", "--delay", "--quiet" })
            help.Should().MatchRegex($@"{option} .*Example: {option}\b");
    }

    [Fact]
    public async Task Help_names_the_command_as_it_is_installed()
    {
        await using var output = new StringWriter();
        (await EmulatorCommand.InvokeAsync(["--help"], output, TextWriter.Null)).Should().Be(0);
        output.ToString().Should().Contain("mixpeek-taxonomies-emulator [options]");
    }

    private static async Task<(int Code, string Errors)> FailAsync(params string[] arguments)
    {
        await using var errors = new StringWriter();
        var code = await EmulatorCommand.InvokeAsync(arguments, TextWriter.Null, errors);
        return (code, errors.ToString().TrimEnd('\r', '\n'));
    }
}
