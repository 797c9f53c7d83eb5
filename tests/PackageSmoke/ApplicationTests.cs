namespace PackageSmoke;

/// <summary>A stranger's application restores the packages, builds without a warning, and runs.</summary>
public sealed class ApplicationTests(NewApplications applications) : IClassFixture<NewApplications>
{
    [Theory]
    [InlineData("Console", "net8.0", "product_tags_v2: Recovered")]
    [InlineData("Console", "net10.0", "product_tags_v2: Recovered")]
    [InlineData("Web", "net10.0", "200 product_tags ret_clip_v1")]
    public async Task Application_runs(string template, string targetFramework, string said)
    {
        var folder = await applications.BuildAsync(template, targetFramework);
        (await applications.RunAsync(folder, Path.Combine("built", "Application.dll"))).Should().Contain(said);
    }

    [Fact]
    public async Task Tests_with_the_emulator_pass()
    {
        var folder = await applications.BuildAsync("Tests", "net10.0");
        (await applications.RunAsync(folder, "test", "--no-build", "-o", "built")).Should().MatchRegex(@"Passed:\s+1\b");
    }
}
