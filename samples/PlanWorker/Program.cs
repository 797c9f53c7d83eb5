// Keeps the taxonomies of a namespace as a folder of files says, on a schedule.
//
//   dotnet run --project samples/PlanWorker -- --demo
//       against an emulator, with a folder of its own; two rounds, and the second has nothing to do
//   dotnet run --project samples/PlanWorker -- --Plans:Folder=<folder>
//       with MIXPEEK_API_KEY and MIXPEEK_NAMESPACE set: against the service, until it is stopped
using PlanWorker;

await using var demo = args.Contains("--demo") ? await Demo.StartAsync() : null;

var builder = Host.CreateApplicationBuilder(args);
if (demo is not null)
    builder.Configuration.AddInMemoryCollection(demo.Settings);

builder.Services.AddPlans(builder.Configuration);

using var host = builder.Build();
await host.RunAsync();
