using Mixpeek.Taxonomies.Emulator.Tool;

return await EmulatorCommand.InvokeAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
