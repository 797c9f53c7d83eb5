using System.Diagnostics;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli.Tests;

/// <summary>Ctrl+C and SIGTERM, sent to a process of the command.</summary>
public sealed class InterruptionTests : IAsyncLifetime
{
    private TaxonomyEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill command.");
        _emulator = await TaxonomyEmulator.StartAsync();
        foreach (var name in (string[])["tags", "tags_v2", "other"])
            _emulator.Store.Add(name, Tool.Flat, id: $"tax_{name}0000000");
    }

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null)
            await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Promotion_that_has_begun_is_finished(string signal)
    {
        DelayUpdates();
        using var process = Tool.Start(_emulator, "promote", "tags", "tags_v2");
        await _emulator.WaitForAsync(TaxonomyOperations.Update, 2);
        await process.SignalAsync(signal);
        var (code, output, errors) = await EndAsync(process);
        (code, errors).Should().Be((0, "Finishing what was begun. Press Ctrl+C again to stop now.\n"));
        output.Should().StartWith("tags is now tax_tags_v20000000");
        _emulator.Store.Find("tags")!.TaxonomyId.Should().Be("tax_tags_v20000000");
    }

    [Fact]
    public async Task Rollback_that_has_begun_is_finished()
    {
        (await Tool.RunAsync(_emulator, ["promote", "tags", "tags_v2"])).Code.Should().Be(0);
        DelayUpdates();
        _emulator.Requests.Clear();
        using var process = Tool.Start(_emulator, "rollback", "tags");
        await _emulator.WaitForAsync(TaxonomyOperations.Update, 1);
        await process.SignalAsync("TERM");
        (await EndAsync(process)).Code.Should().Be(0);
        _emulator.Store.Find("tags")!.TaxonomyId.Should().Be("tax_tags0000000");
    }

    [Fact]
    public async Task Promotion_that_has_not_begun_is_not_carried_out()
    {
        _emulator.Faults.Add(TaxonomyFault.Stall() with { Operation = TaxonomyOperations.Get });
        using var process = Tool.Start(_emulator, "promote", "tags", "tags_v2");
        await _emulator.WaitForAsync(TaxonomyOperations.Get, 1);
        await process.SignalAsync("INT");
        var (code, _, errors) = await EndAsync(process);
        code.Should().Be(130);
        errors.Should().EndWith("Cancelled before anything was renamed.\n");
        _emulator.Store.Find("tags")!.TaxonomyId.Should().Be("tax_tags0000000");
    }

    [Theory]
    [InlineData("promote", "promote tags tags_v2")]
    [InlineData("rollback", "rollback tax_tags_v20000000")]
    public async Task Second_signal_ends_it_and_says_what_is_vacant_and_how_to_finish(string verb, string finish)
    {
        string[] words = verb == "promote" ? ["promote", "tags", "tags_v2"] : ["rollback", "tags"];
        if (verb == "rollback")
            (await Tool.RunAsync(_emulator, ["promote", "tags", "tags_v2"])).Code.Should().Be(0);
        var before = _emulator.Requests.Count(request => request.Operation == TaxonomyOperations.Update);
        var renames = verb == "promote" ? 3 : 2;
        for (var i = 1; i < renames; i++)
            _emulator.Faults.Add(TaxonomyFault.Delay(TimeSpan.Zero) with { Operation = TaxonomyOperations.Update, Times = 1 });
        _emulator.Faults.Add(TaxonomyFault.Stall() with { Operation = TaxonomyOperations.Update, Times = 1 });
        using var process = Tool.Start(_emulator, words);
        await _emulator.WaitForAsync(TaxonomyOperations.Update, before + renames);
        _emulator.Store.Find("tags").Should().BeNull();
        await process.SignalAsync("INT");
        (await process.StandardError.ReadLineAsync()).Should().StartWith("Finishing");
        await process.SignalAsync("INT");
        var (code, _, errors) = await EndAsync(process);
        (code, errors).Should().Be((130, $"The name tags may have no taxonomy now. Finish with: taxonomies {finish}\n"));
        (await Tool.RunAsync(_emulator, finish.Split(' '))).Code.Should().Be(0);
        _emulator.Store.Find("tags")!.TaxonomyId.Should().Be(verb == "promote" ? "tax_tags_v20000000" : "tax_tags0000000");
    }

    [Fact]
    public async Task Bulk_run_says_what_it_had_done_and_the_same_command_goes_on()
    {
        string[] words = ["clone", "--all", "--suffix", "_copy", "--concurrency", "1"];
        _emulator.Faults.Add(TaxonomyFault.Delay(TimeSpan.Zero) with { Operation = TaxonomyOperations.Clone, Times = 1 });
        _emulator.Faults.Add(TaxonomyFault.Stall() with { Operation = TaxonomyOperations.Clone, Times = 1 });
        using var process = Tool.Start(_emulator, words);
        await _emulator.WaitForAsync(TaxonomyOperations.Clone, 2);
        await process.SignalAsync("INT");
        var (code, output, errors) = await EndAsync(process);
        code.Should().Be(130);
        output.Should().StartWith("other_copy  tax_").And.NotContain("tags");
        errors.Should().Be("1 of 3 cloned before it was cancelled. Others may be cloned too, because they were in progress. The same command goes on.\n");
        (await Tool.RunAsync(_emulator, words)).Errors.Should().Be($"3 of 3 cloned.{Environment.NewLine}");
    }

    [Fact]
    public async Task Plan_that_has_begun_is_carried_out_to_its_end()
    {
        var folder = Directory.CreateTempSubdirectory("cli").FullName;
        var file = Path.Combine(folder, "tags.json");
        var desired = _emulator.Store.Find("tags")! with { Config = Tool.Flat with { RetrieverId = "ret_9" }, Metadata = new() { ["stage"] = "trial" } };
        await File.WriteAllTextAsync(file, TaxonomyFile.Write(desired));
        _emulator.Faults.Add(TaxonomyFault.Delay(TimeSpan.FromSeconds(3)) with { Operation = TaxonomyOperations.Clone });
        using var process = Tool.Start(_emulator, "apply", "tags", file, "--clone-name", "tags_v9", "--yes");
        await _emulator.WaitForAsync(TaxonomyOperations.Clone, 1);
        await process.SignalAsync("TERM");
        (await EndAsync(process)).Code.Should().Be(0);
        _emulator.Store.Find("tags_v9")!.Metadata.ContainsKey("stage").Should().BeTrue();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Read_that_is_cancelled_changed_nothing()
    {
        _emulator.Faults.Add(TaxonomyFault.Stall() with { Operation = TaxonomyOperations.Get });
        using var process = Tool.Start(_emulator, "show", "tags");
        await _emulator.WaitForAsync(TaxonomyOperations.Get, 1);
        await process.SignalAsync("INT");
        (await EndAsync(process)).Should().Be((130, "", "Cancelled. Nothing was changed.\n"));
    }

    /// <summary>Longer than the two seconds after which System.CommandLine would end the process.</summary>
    private void DelayUpdates() => _emulator.Faults.Add(TaxonomyFault.Delay(TimeSpan.FromSeconds(1.5)) with { Operation = TaxonomyOperations.Update, Times = 3 });

    private static async Task<(int Code, string Output, string Errors)> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
    }
}
