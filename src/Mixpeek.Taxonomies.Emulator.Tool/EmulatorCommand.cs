using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Net;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tool;

/// <summary>The command line: starts an emulator, prints how to reach it, and runs until it is interrupted.</summary>
internal static class EmulatorCommand
{
    /// <summary>The name under which the tool is installed.</summary>
    private const string Name = "mixpeek-taxonomies-emulator";

    /// <summary>Runs the command line; whatever is wrong with it is one line, and the exit code 1.</summary>
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        var result = Create(output, errors).Parse(arguments);
        if (result.Errors is [var error, ..])
        {
            await errors.WriteLineAsync(error.Message.Split('\n')[0].TrimEnd()).ConfigureAwait(false);
            return 1;
        }

        var configuration = new InvocationConfiguration { Output = output, Error = errors };
        return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
    }

    private static Command Create(TextWriter output, TextWriter errors)
    {
        var address = new Option<IPAddress>("--address")
        {
            Description = "The address to listen on; on any other than loopback, whoever reaches this machine can use the emulator with its key",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = ParseAddress,
        };
        var port = new Option<int>("--port") { Description = "The port; 0 takes any free one", DefaultValueFactory = _ => 0 };
        var seed = new Option<FileInfo?>("--seed") { Description = "A JSON file with what the emulator holds from the start" };
        var key = new Option<string?>("--api-key") { Description = "The key that is accepted; made up where it is left out" };
        var ns = new Option<string?>("--namespace") { Description = "The namespace that is there; made up where it is left out" };
        var shape = new Option<ValidationErrorShape>("--validation-errors")
        {
            Description = "How answers of status 422 are written: as the OpenAPI document says, or in the envelope of all other errors",
            DefaultValueFactory = _ => ValidationErrorShape.Detail,
        };
        var command = new Command(Name, "Runs a server of the Mixpeek taxonomy API on this machine, for tests and trials.")
        {
            address, port, seed, key, ns, shape, new HelpOption(), new VersionOption(),
        };
        command.SetAction((result, cancellationToken) => RunAsync(
            new TaxonomyEmulatorOptions
            {
                Address = result.GetValue(address)!,
                Port = result.GetValue(port),
                ApiKey = result.GetValue(key),
                Namespace = result.GetValue(ns),
                ValidationErrors = result.GetValue(shape),
            },
            result.GetValue(seed),
            output,
            errors,
            cancellationToken));
        return command;
    }

    private static IPAddress? ParseAddress(ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens.Single().Value, out var address))
            return address;
        result.AddError($"'{result.Tokens.Single().Value}' is no IP address.");
        return null;
    }

    private static async Task<int> RunAsync(
        TaxonomyEmulatorOptions options, FileInfo? seed, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            var emulator = await TaxonomyEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
            await using (emulator.ConfigureAwait(false))
            {
                if (seed is not null)
                    await emulator.Store.LoadAsync(seed.FullName, cancellationToken).ConfigureAwait(false);
                await output.WriteAsync(Describe(emulator)).ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
                var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                using var registration = cancellationToken.Register(interrupted.SetResult);
                await interrupted.Task.ConfigureAwait(false);
                return 0;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or ArgumentException or TaxonomyException)
        {
            await errors.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static string Describe(TaxonomyEmulator emulator)
    {
        var routes = TaxonomyOperations.All.Select(operation => $"  {operation.Method,-8}{operation.Route}");
        return string.Join(Environment.NewLine,
        [
            $"MIXPEEK_BASE_URL={emulator.BaseAddress}",
            $"MIXPEEK_API_KEY={emulator.ApiKey}",
            $"MIXPEEK_NAMESPACE={emulator.Namespace}",
            "",
            .. routes,
            "",
            $"Taxonomies: {emulator.Store.Taxonomies.Count}. Press Ctrl+C to stop.",
            "",
        ]);
    }
}
