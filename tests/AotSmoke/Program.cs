// Calls every operation from a native program, against an emulator in this process.
//
//   dotnet publish tests/AotSmoke -o artifacts/AotSmoke
//   artifacts/AotSmoke/AotSmoke
//
// Ends with 1 where a call fails, an answer is not the expected one, or an operation was not called.
using AotSmoke;
using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

try
{
    await using var emulator = await TaxonomyEmulator.StartAsync();
    var services = new ServiceCollection();
    services.AddTaxonomyClient().UseEmulator(emulator);
    await using var provider = services.BuildServiceProvider();

    var calls = new List<TaxonomyCall>();
    var client = provider.GetRequiredService<ITaxonomyClient>().WithOptions(new TaxonomyCallOptions { OnCompleted = calls.Add });
    var made = await Scenario.CallEveryOperationAsync(client, emulator);
    await Scenario.CallInterfacesAsync(provider, made);

    var called = calls.ToLookup(call => call.Operation);
    foreach (var operation in TaxonomyOperations.All)
        Console.WriteLine($"{operation.Name,-28}{called[operation].Select(Describe).FirstOrDefault("not called")}");
    var missing = TaxonomyOperations.All.Count(operation => !called.Contains(operation));
    Console.WriteLine($"{TaxonomyOperations.All.Count - missing} of {TaxonomyOperations.All.Count} operations called");
    return missing == 0 ? 0 : 1;
}
catch (Exception failure)
{
    Console.Error.WriteLine(failure);
    return 1;
}

static string Describe(TaxonomyCall call)
{
    var answers = call.Attempts.Select(attempt => attempt.StatusCode is { } status ? $"{(int)status}" : "no answer");
    return $"{string.Join(", ", answers)}{(call.IsRecovered ? ", recovered" : "")}";
}
