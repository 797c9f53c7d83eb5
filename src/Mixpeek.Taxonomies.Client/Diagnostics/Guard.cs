namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Runs what belongs to the application's logs and telemetry. There is nowhere left to tell of one that fails, and it
/// must not cost the result of the call that it is told of.
/// </summary>
internal static class Guard
{
    public static void Run<TState>(TState state, Action<TState> tell) =>
        Run((state, tell), static told => { told.tell(told.state); return true; }, otherwise: false);

    public static TResult Run<TState, TResult>(TState state, Func<TState, TResult> ask, TResult otherwise)
    {
        try
        {
            return ask(state);
        }
        catch (Exception)
        {
            return otherwise;
        }
    }
}
