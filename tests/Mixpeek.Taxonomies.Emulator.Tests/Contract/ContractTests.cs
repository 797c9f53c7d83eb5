using System.Globalization;
using System.Net;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>
/// Every answer of every operation, good and bad, against the schemas of the official document. The requests are generated
/// from the same document, with fixed seeds; a failure names its own.
/// </summary>
public sealed class ContractTests(ITestOutputHelper output)
{
    private const int Rounds = 40;
    private const int RequestsInRound = 126;

    [Fact]
    public async Task Answers_to_five_thousand_valid_requests_are_those_of_the_document()
    {
        var contract = await ContractDocument.LoadAsync();
        var answers = new Dictionary<(string Operation, HttpStatusCode Status), int>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var session = await EmulatorSession.StartAsync();
            ContractPool.Fill(session.Emulator.Store);
            for (var index = 0; index < RequestsInRound; index++)
            {
                ContractPool.Refill(session.Emulator.Store);
                var seed = (round * RequestsInRound) + index;
                var request = new RequestGenerator(contract, new Random(seed)).Next(contract.Operations[index % contract.Operations.Count]);
                var (key, ns) = (seed % 50 == 0 ? "Bearer wrong" : null, seed % 50 == 1 ? "" : seed % 50 == 2 ? "missing" : null);
                var reply = await session.SendAsync(request.Operation.Method, request.Path, request.Body, key, ns);
                var faults = contract.FaultsOf(request.Operation, (int)reply.Status, reply.Body).ToArray();
                if ((int)reply.Status >= 500 || faults.Length > 0)
                    Assert.Fail($"Seed {seed}: {request}\nwas answered {(int)reply.Status} {reply.Body?.ToJsonString()}\n{string.Join('\n', faults)}");
                var answer = (request.Operation.ToString(), reply.Status);
                answers[answer] = answers.GetValueOrDefault(answer) + 1;
            }
        }

        foreach (var ((operation, status), count) in answers.OrderBy(answer => answer.Key.Operation, StringComparer.Ordinal).ThenBy(answer => answer.Key.Status))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{operation} {(int)status}: {count}"));
        answers.Values.Sum().Should().BeGreaterThanOrEqualTo(5000);
        contract.Operations.Select(operation => operation.ToString())
            .Except(answers.Keys.Where(answer => (int)answer.Status < 300).Select(answer => answer.Operation))
            .Should().BeEmpty("every operation has answered with a success");
        answers.Keys.Select(answer => (int)answer.Status).Distinct().Should().Contain([200, 201, 400, 401, 403, 404, 409, 422]);
    }
}
