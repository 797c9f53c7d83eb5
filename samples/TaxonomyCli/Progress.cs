using Spectre.Console;
using Spectre.Console.Rendering;

namespace TaxonomyCli;

/// <summary>Shows how far the work is.</summary>
/// <param name="console">The console; <c>null</c> if no one would see it.</param>
internal sealed class Progress(IAnsiConsole? console)
{
    /// <summary>Runs work on many items, with a bar, counts and the time left.</summary>
    public Task<T> CountAsync<T>(string what, int count, Func<Action, Task<T>> work) => console is null || count == 0
        ? work(static () => { })
        : console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new CountColumn(), new RemainingTimeColumn())
            .StartAsync(shown =>
            {
                var task = shown.AddTask(Markup.Escape(what), maxValue: count);
                return work(() => task.Increment(1));
            });

    /// <summary>Runs work that says how it is going in a line.</summary>
    public Task<T> StatusAsync<T>(string first, Func<Action<string>, Task<T>> work) => console is null
        ? work(static _ => { })
        : console.Status().StartAsync(first, status => work(line => status.Status(Markup.Escape(Printable.Of(line)))));

    /// <summary>How many items are done, and how many there are.</summary>
    private sealed class CountColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text($"{task.Value:0} of {task.MaxValue:0}");
    }
}
