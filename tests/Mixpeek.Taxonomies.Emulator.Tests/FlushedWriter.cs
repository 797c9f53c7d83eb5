using System.Text;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Keeps what is written, and says when it was flushed for the first time and when a line was written.</summary>
internal sealed class FlushedWriter : StringWriter
{
    public TaskCompletionSource Flushed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SemaphoreSlim Lines { get; } = new(0);

    public override Encoding Encoding => Encoding.UTF8;

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Flushed.TrySetResult();
        return Task.CompletedTask;
    }

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        Lines.Release();
    }

    protected override void Dispose(bool disposing)
    {
        Lines.Dispose();
        base.Dispose(disposing);
    }
}
