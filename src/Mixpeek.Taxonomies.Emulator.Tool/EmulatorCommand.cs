using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Net;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tool;

/// <summary>The command line: starts an emulator, prints how to reach it and what it is asked, and runs until it is interrupted.</summary>
internal static class EmulatorCommand
{
    private const int Failed = 1;
    private const int Misused = 2;

    /// <summary>The name under which the tool is installed.</summary>
    private const string Name = "mixpeek-taxonomies-emulator";

    /// <summary>
    /// Runs the command line. What is wrong with it is one line, and the exit code 2; what keeps the emulator from
    /// starting is one line, and the exit code 1.
    /// </summary>
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        // A value may begin with '@', which would be taken for a file of arguments.
        var result = Create(output, errors).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors is [var error, ..])
            return await FailAsync(errors, error.Message.Split('\n')[0].TrimEnd(), Misused).ConfigureAwait(false);
        var configuration = new InvocationConfiguration { Output = output, Error = errors };
        return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
    }

    private static Command Create(TextWriter output, TextWriter errors)
    {
        var address = new Option<IPAddress>("--address")
        {
            Description = "The address to listen on, such as 0.0.0.0 for all of this machine's; on any other than loopback, whoever reaches this machine can use the emulator with its key. Example: --address 0.0.0.0",
            HelpName = "IP",
            DefaultValueFactory = static _ => IPAddress.Loopback,
            CustomParser = static result => Parse(result, static text => IPAddress.TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is no IP address.")),
        };
        var port = new Option<int>("--port") { Description = "The port; 0 takes any free one. Example: --port 8080", HelpName = "PORT", DefaultValueFactory = static _ => 0 };
        var seed = new Option<FileInfo?>("--seed") { Description = "A JSON file with what the emulator holds from the start. Example: --seed seed.json", HelpName = "FILE" };
        var key = new Option<string?>("--api-key") { Description = "The key that is accepted; made up if it is left out. Example: --api-key sk_local_development", HelpName = "KEY" };
        var ns = new Option<string?>("--namespace") { Description = "The namespace that is there; made up if it is left out. Example: --namespace ns_local", HelpName = "NAME" };
        var shape = new Option<ValidationErrorShape>("--validation-errors")
        {
            Description = "How answers of status 422 are written: as the OpenAPI document says, or in the envelope of all other errors. Example: --validation-errors envelope",
            DefaultValueFactory = static _ => ValidationErrorShape.Detail,
        };
        var faults = new Option<TaxonomyFault[]>("--fault")
        {
            Description = "What the next requests meet, in order: a status, drop, drop-after-processing, stall, garbage, truncate, stall-body or delay=TIME, for one operation or for any, once or xN times; may be repeated. Example: --fault CloneTaxonomy:503x2 --fault drop",
            HelpName = "[OPERATION:]FAULT[xN]",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = static result => ParseAll(result),
        };
        var delay = new Option<TimeSpan>("--delay")
        {
            Description = "How long every answer is held back, with its unit. Example: --delay 200ms",
            HelpName = "TIME",
            CustomParser = static result => Parse(result, static text => TimeText.TryParse(text) ?? throw new FormatException($"'{text}' is not {TimeText.Form}.")),
        };
        var quiet = new Option<bool>("--quiet") { Description = "Prints no line for each request. Example: --quiet" };
        var command = new Command(Name, "Runs a server of the Mixpeek taxonomy API on this machine, for tests and trials.")
        {
            address, port, seed, key, ns, shape, faults, delay, quiet, new HelpOption(), new VersionOption(),
        };
        command.SetAction((result, cancellationToken) =>
        {
            var apiKey = result.GetValue(key) ?? EmulatorIds.New("sk_", 32);
            var options = new TaxonomyEmulatorOptions
            {
                Address = result.GetValue(address)!,
                Port = result.GetValue(port),
                ApiKey = apiKey,
                Namespace = result.GetValue(ns),
                ValidationErrors = result.GetValue(shape),
                Delay = result.GetValue(delay),
                Answered = result.GetValue(quiet) ? null : new RequestPrinter(output, apiKey).Print,
            };
            return RunAsync(options, result.GetValue(seed), result.GetValue(faults) ?? [], output, errors, cancellationToken);
        });
        return command;
    }

    /// <summary>Reads the value of an option; an exception of the format becomes an error that names the option.</summary>
    private static T? Parse<T>(ArgumentResult result, Func<string, T> parse) => ParseAll(result, parse).FirstOrDefault();

    private static TaxonomyFault[] ParseAll(ArgumentResult result) => [.. ParseAll(result, FaultText.Parse)];

    private static List<T> ParseAll<T>(ArgumentResult result, Func<string, T> parse)
    {
        var values = new List<T>();
        foreach (var token in result.Tokens)
        {
            try
            {
                values.Add(parse(token.Value));
            }
            catch (FormatException fault)
            {
                result.AddError($"{(result.Parent as OptionResult)?.Option.Name}: {fault.Message}");
            }
        }

        return values;
    }

    private static async Task<int> RunAsync(
        TaxonomyEmulatorOptions options, FileInfo? seed, TaxonomyFault[] faults, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        Task<TaxonomyEmulator> starting;
        try
        {
            starting = TaxonomyEmulator.StartAsync(options, cancellationToken);
        }
        catch (ArgumentException fault)
        {
            return await FailAsync(errors, fault.Message, Misused).ConfigureAwait(false);
        }

        try
        {
            var emulator = await starting.ConfigureAwait(false);
            await using (emulator.ConfigureAwait(false))
            {
                if (seed is not null)
                    await emulator.Store.LoadAsync(seed.FullName, cancellationToken).ConfigureAwait(false);
                emulator.Faults.Add(faults);
                await output.WriteAsync(Describe(emulator, options)).ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
                var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                using var registration = cancellationToken.Register(interrupted.SetResult);
                await interrupted.Task.ConfigureAwait(false);
                return 0;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or ArgumentException or TaxonomyException)
        {
            return await FailAsync(errors, fault.Message, Failed).ConfigureAwait(false);
        }
    }

    private static async Task<int> FailAsync(TextWriter errors, string message, int code)
    {
        await errors.WriteLineAsync(SafeText.Escape(message)).ConfigureAwait(false);
        return code;
    }

    private static string Describe(TaxonomyEmulator emulator, TaxonomyEmulatorOptions options)
    {
        var routes = TaxonomyOperations.All.Select(operation => $"  {operation.Method,-8}{operation.Route}");
        string[] elsewhere = IPAddress.IsLoopback(options.Address)
            ? []
            : [$"From another machine or container: MIXPEEK_BASE_URL=http://NAME_OF_THIS_MACHINE:{emulator.BaseAddress.Port}/ and MIXPEEK_ALLOW_INSECURE_HTTP=true", ""];
        return string.Join(Environment.NewLine,
        [
            $"MIXPEEK_BASE_URL={emulator.BaseAddress}",
            $"MIXPEEK_API_KEY={emulator.ApiKey}",
            $"MIXPEEK_NAMESPACE={emulator.Namespace}",
            "",
            .. elsewhere,
            .. routes,
            "",
            $"Taxonomies: {emulator.Store.Taxonomies.Count}. Press Ctrl+C to stop.",
            "",
        ]);
    }
}
