using Spectre.Console;

namespace TaxonomyCli;

/// <summary>Tables that read well without color too.</summary>
internal static class Tables
{
    public static Table Of(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        return table;
    }

    /// <summary>Writes names and values, one a line.</summary>
    public static void Facts(IAnsiConsole console, params (string Name, string? Value)[] facts)
    {
        var width = facts.Max(fact => fact.Name.Length);
        foreach (var (name, value) in facts.Where(fact => fact.Value is not null))
            console.WriteLine($"{name.PadRight(width)}  {value}");
    }

    public static Table Row(this Table table, params string?[] cells) => table.AddRow([.. cells.Select(cell => new Text(cell ?? ""))]);
}
