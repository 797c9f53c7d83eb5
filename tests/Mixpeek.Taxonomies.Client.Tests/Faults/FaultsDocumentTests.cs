namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class FaultsDocumentTests
{
    /// <summary>Run it once with UPDATE_DOCS=1 after the matrix has changed.</summary>
    [Fact]
    public void Document_shows_what_the_matrix_checks()
    {
        var file = Path.Combine(Checkout.Root, "docs", "faults.md");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(file, FaultsDocument.Text);
        File.ReadAllText(file).ReplaceLineEndings("\n").Should().Be(FaultsDocument.Text);
    }
}
