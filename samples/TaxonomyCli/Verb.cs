using System.CommandLine;

namespace TaxonomyCli;

/// <summary>A verb of the command line, with examples that <c>--help</c> shows.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines without the name of the tool.</summary>
    public IReadOnlyList<string> Examples => examples;
}
