using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Makes loggers whose sinks may fail without failing the call that logs.</summary>
internal sealed class GuardedLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        inner.CreateLogger(categoryName) is var made && made is NullLogger or GuardedLogger ? made : new GuardedLogger(made);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The inner factory is the application's.
    }

    private sealed class GuardedLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull =>
            Guard.Run((inner, state), static begun => begun.inner.BeginScope(begun.state), null);

        public bool IsEnabled(LogLevel logLevel) =>
            Guard.Run((inner, logLevel), static asked => asked.inner.IsEnabled(asked.logLevel), false);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Guard.Run(
                (inner, logLevel, eventId, state, exception, formatter),
                static line => line.inner.Log(line.logLevel, line.eventId, line.state, line.exception, line.formatter));
    }
}
