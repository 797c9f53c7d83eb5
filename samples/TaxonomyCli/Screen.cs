using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace TaxonomyCli;

/// <summary>The only way in which a verb shows text to people: every text is made <see cref="Printable"/> here.</summary>
/// <param name="console">The console, in the width of the terminal.</param>
/// <param name="unbroken">The same console without a width, for lines that the terminal wraps itself, so that an ID can be copied whole.</param>
internal sealed class Screen(IAnsiConsole console, IAnsiConsole unbroken)
{
    /// <summary>The narrowest column of names in a table; below it, each row becomes a block of lines.</summary>
    private const int MinNameWidth = 12;

    private const char Ellipsis = '…';

    public void Line(string text = "", Style? style = null) => unbroken.WriteLine(Printable.Of(text), style ?? Style.Plain);

    /// <summary>Writes names and values, one a line.</summary>
    public void Facts(params (string Name, string? Value)[] facts)
    {
        var width = facts.Max(fact => WidthOf(Printable.Of(fact.Name)));
        foreach (var (name, value) in facts.Where(fact => fact.Value is not null))
            Line($"{name}{Spaces(width - WidthOf(Printable.Of(name)))}  {value}".TrimEnd());
    }

    /// <summary>Writes the lines of a diff or plan, in colours if there are any.</summary>
    public void Changes(string text)
    {
        foreach (var line in text.TrimEnd().Split('\n'))
        {
            Line(line, line.TrimStart().FirstOrDefault() switch
            {
                '+' => new Style(Color.Green),
                '-' => new Style(Color.Red),
                '~' => new Style(Color.Yellow),
                _ => Style.Plain,
            });
        }
    }

    /// <summary>Writes a table. If the terminal is too narrow, the first column is cut, and no other.</summary>
    public void Table(string[] headers, IEnumerable<string[]> rows)
    {
        string[][] cells = [.. rows.Select(row => row.Select(Printable.Of).ToArray())];
        int[] widths = [.. headers.Select((header, column) => cells.Select(row => WidthOf(row[column])).Append(WidthOf(header)).Max())];
        var room = console.Profile.Width - widths.Skip(1).Sum() - (3 * headers.Length) - 1;
        if (room < Math.Min(widths[0], MinNameWidth))
        {
            foreach (var row in cells)
                Block(headers, row);
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var header in headers)
            table.AddColumn(new TableColumn(new Text(header)).NoWrap());
        foreach (var row in cells)
            table.AddRow(row.Select((cell, column) => new Text(column == 0 ? Cut(cell, room) : cell)));
        console.Write(table);
    }

    /// <summary>Writes a tree. The label of a node may have several lines.</summary>
    public void Tree<T>(T root, Func<T, IEnumerable<string>> labelOf, Func<T, IEnumerable<T>> childrenOf)
    {
        var tree = new Tree(Label(root));
        var open = new Stack<(T Node, IHasTreeNodes Shown)>([(root, tree)]);
        while (open.TryPop(out var next))
        {
            foreach (var child in childrenOf(next.Node))
                open.Push((child, next.Shown.AddNode(Label(child))));
        }

        unbroken.Write(tree);

        Text Label(T node) => new(string.Join('\n', labelOf(node).Select(Printable.Of)));
    }

    private void Block(string[] headers, string[] row)
    {
        var width = headers.Skip(1).Max(WidthOf);
        Line(Cut(row[0], console.Profile.Width));
        for (var column = 1; column < headers.Length; column++)
            Line($"  {headers[column]}{Spaces(width - WidthOf(headers[column]))}  {row[column]}");
    }

    /// <summary>Cuts a text to a width, in which a Chinese or Japanese character counts two.</summary>
    private static string Cut(string text, int width)
    {
        if (WidthOf(text) <= width)
            return text;
        var kept = new StringBuilder();
        var used = WidthOf($"{Ellipsis}");
        foreach (var rune in text.EnumerateRunes())
        {
            used += WidthOf(rune.ToString());
            if (used > width)
                break;
            kept.Append(rune);
        }

        return kept.Append(Ellipsis).ToString();
    }

    private static string Spaces(int count) => new(' ', count);

    private static int WidthOf(string text) => new Segment(text).CellCount();
}
