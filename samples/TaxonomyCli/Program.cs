// Works with taxonomies from the command line:
//
//   dotnet run --project samples/TaxonomyCli -- --demo list
//       against an emulator in this process; needs no key and no network
//   dotnet run --project samples/TaxonomyCli -- list
//       with MIXPEEK_API_KEY and MIXPEEK_NAMESPACE set: against the service
using TaxonomyCli;

var terminal = Terminal.OfProcess();
using var interruption = Interruption.OfProcess(terminal);
return await Cli.InvokeAsync(args, terminal, interruption);
