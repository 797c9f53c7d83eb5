using System.Runtime.InteropServices;

namespace TaxonomyCli;

/// <summary>
/// Ctrl+C and requests to terminate. The first asks the verb to stop, and a verb that has begun to change several
/// things finishes them. The second ends the process at once, and says what is unfinished.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _stop;
    private readonly Action<string> _say;
    private readonly Action _exit;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private volatile string? _unfinished;
    private int _count;

    /// <param name="say">Says something on the error stream.</param>
    /// <param name="exit">Ends the process.</param>
    /// <param name="cancellationToken">Counts as the first signal when it is cancelled.</param>
    public Interruption(Action<string> say, Action exit, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _say = say;
        _exit = exit;
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Handles the signals of the process.</summary>
    public static Interruption OfProcess(Terminal terminal)
    {
        var interruption = new Interruption(terminal.Say, Exit, CancellationToken.None);
        foreach (var signal in Signals)
        {
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                interruption.Signal();
            }));
        }

        return interruption;

        void Exit()
        {
            terminal.ShowCursor();
            Environment.Exit(ExitCode.Cancelled);
        }
    }

    /// <summary>Says that from now on several things change.</summary>
    /// <param name="unfinished">What to say if the process ends before all of them did.</param>
    public void Begin(string unfinished) => _unfinished = unfinished;

    /// <summary>Says that all of them did.</summary>
    public void End() => _unfinished = null;

    public void Signal()
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            _say(_unfinished ?? "Stopped. What was sent by then may have taken effect.");
            _exit();
            return;
        }

        if (_unfinished is not null)
            _say("Finishing what was begun. Press Ctrl+C again to stop now.");
        _stop.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }
}
