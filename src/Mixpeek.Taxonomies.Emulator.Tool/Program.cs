using Mixpeek.Taxonomies.Emulator.Tool;

return await EmulatorCommand.Create(Console.Out, Console.Error).Parse(args).InvokeAsync().ConfigureAwait(false);
