using BenchmarkDotNet.Running;
using Mixpeek.Taxonomies.Client.Benchmarks;

switch (args)
{
    case ["paired", .. var names]:
        await PairedReport.PrintAsync(names);
        break;
    case ["starts", var folder]:
        await Starts.PrintAsync(folder);
        break;
    case ["serve"]:
        await LoopbackServer.RunAsync();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PairedReport).Assembly).Run(args);
        break;
}
