using System.Text.Json.Nodes;
using static Mixpeek.Taxonomies.Client.Tests.Adversary;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>One call to an <see cref="Adversary"/>: what it asks for, what is done with each of its requests, and what became of it.</summary>
internal sealed class AdversaryRound
{
    private const string SourceId = "tax_source";
    private const string Source = "product_tags";
    private const string Wanted = "wanted";

    private static readonly TaxonomyOperation[] Operations =
    [
        .. TaxonomyOperations.All,
        .. Enumerable.Repeat(new[] { TaxonomyOperations.Create, TaxonomyOperations.Clone, TaxonomyOperations.Update, TaxonomyOperations.Delete, TaxonomyOperations.InstantiateTemplate }, 6).SelectMany(some => some),
    ];

    private readonly Random _random;
    private readonly SkippingClock _clock;
    private readonly TaxonomyOperation _operation;
    private readonly double _faultRate;
    private readonly string? _description;
    private readonly string _address;
    private readonly List<HeldTaxonomy> _taxonomies = [];
    private readonly List<(int LandsAt, Func<HttpResponseMessage> Carry)> _late = [];
    private readonly int _rivalComesAt;
    private readonly List<string> _course = [];
    private int _requests;

    public AdversaryRound(int seed, SkippingClock clock)
    {
        _random = new Random(seed);
        _clock = clock;
        _operation = Operations[_random.Next(Operations.Length)];
        _faultRate = _random.NextDouble();
        _description = _random.Next(2) == 0 ? "mine" : null;
        _address = _random.Next(2) == 0 ? SourceId : Source;
        _rivalComesAt = _random.Next(2) == 0 ? int.MaxValue : _random.Next(5);
        if (_random.Next(10) > 0)
            _taxonomies.Add(new HeldTaxonomy { Id = SourceId, Name = Source, CreatedAt = clock.GetUtcNow().AddYears(-1), Config = Config("ret_1") });
    }

    /// <summary>How often the call took effect.</summary>
    public int Effects { get; private set; }

    public Task<object?> CallAsync(ITaxonomyClient client)
    {
        if (_operation == TaxonomyOperations.Create)
            return As(client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = Wanted, Description = _description, Config = ClientConfig() }));
        if (_operation == TaxonomyOperations.Clone)
            return As(client.CloneAsync(_address, new CloneTaxonomyRequest { TaxonomyName = Wanted, Description = _description is null ? default(Optional<string?>) : _description }));
        if (_operation == TaxonomyOperations.InstantiateTemplate)
            return As(client.Templates.InstantiateAsync("tmpl_1", new InstantiateTemplateRequest { TaxonomyName = Wanted, Description = _description, CollectionConfig = new Dictionary<string, string> { ["collection_id"] = "col_1" } }));
        if (_operation == TaxonomyOperations.Update)
            return As(client.UpdateAsync(_address, new UpdateTaxonomyRequest { TaxonomyName = Wanted }));
        return _operation == TaxonomyOperations.Delete ? Done(client.DeleteAsync(_address)) : Done(Sample.Calls[_operation](client, CancellationToken.None));
    }

    /// <summary>Chooses how the next request is treated, when what was late lands and when a rival comes.</summary>
    public Fate Next(HttpRequestMessage request)
    {
        Land(_requests);
        if (_requests == _rivalComesAt)
            Rival();
        _requests++;
        var fate = _random.NextDouble() < _faultRate ? (Fate)_random.Next(1, Enum.GetValues<Fate>().Length) : Fate.Answered;
        _course.Add($"{request.Method} {fate}");
        return fate;
    }

    /// <summary>Answers a request; null for not at all.</summary>
    public HttpResponseMessage? Answer(HttpRequestMessage request, string body, Fate fate)
    {
        var path = request.RequestUri!.AbsolutePath;
        HttpResponseMessage Carry() => this.Carry(request.Method.Method, path, body);
        if (fate == Fate.Answered)
            return Carry();
        if (fate == Fate.TurnedAway)
            return TurnAway();

        // A service that says it is unavailable is taken at its word, but for a creation by name, which tells what was done by then.
        var mostLies = _operation.Safety == OperationSafety.CreatesByName ? 2 : 1;
        switch (_random.Next(fate == Fate.Unavailable ? mostLies : 4))
        {
            case 1:
                Carry().Dispose();
                _course[^1] += " processed";
                break;
            case 2:
                var landsAt = _requests + _random.Next(1, 4);
                _late.Add((landsAt, Carry));
                _course[^1] += $" lands at {landsAt}";
                break;
            case 3:
                _late.Add((int.MaxValue, Carry));
                _course[^1] += " lands after the end";
                break;
        }

        return fate switch
        {
            Fate.Failed => Json(Pick(408, 500, 502, 504, 520), Pick("", "{}", "<html>")),
            Fate.Unavailable => Json(503, "{}"),
            Fate.Garbled => Garbled(request.Method == HttpMethod.Delete),
            _ => null,
        };
    }

    /// <summary>Lets everything land that is still on its way.</summary>
    public void End() => Land(int.MaxValue);

    /// <summary>Whether a result is what the call brought about.</summary>
    public bool IsTrue(object? result) => result switch
    {
        Taxonomy updated when _operation == TaxonomyOperations.Update => updated.TaxonomyId == SourceId && Find(SourceId)?.Name == Wanted,
        Taxonomy created => Find(created.TaxonomyId) is { IsOfCall: true },
        CloneTaxonomyResponse cloned => Find(cloned.Taxonomy.TaxonomyId) is { IsOfCall: true },
        InstantiateTemplateResponse made => Find(made.TaxonomyId) is { IsOfCall: true },
        _ when _operation == TaxonomyOperations.Delete => Find(SourceId) is null,
        _ when _operation.Safety == OperationSafety.Creates => Effects == 1,
        _ => true,
    };

    public override string ToString() => $"{_operation.Name} ({string.Join(", ", _course)})";

    private static async Task<object?> As<T>(Task<T> call) => await call;

    private static async Task<object?> Done(Task call)
    {
        await call;
        return null;
    }

    private static JsonNode Config(string retriever) => JsonNode.Parse(
        $$$"""{"taxonomy_type":"flat","retriever_id":"{{{retriever}}}","input_mappings":[],"source_collection":{"collection_id":"col_1"}}""")!;

    private static FlatTaxonomyConfig ClientConfig() => new() { RetrieverId = "ret_1", InputMappings = [], SourceCollection = new SourceCollection { CollectionId = "col_1" } };

    private T Pick<T>(params T[] some) => some[_random.Next(some.Length)];

    private HeldTaxonomy? Find(string address) => _taxonomies.Find(taxonomy => taxonomy.Id == address) ?? _taxonomies.Find(taxonomy => taxonomy.Name == address);

    private void Land(int now)
    {
        foreach (var late in _late.Where(late => late.LandsAt <= now).ToArray())
        {
            _late.Remove(late);
            late.Carry().Dispose();
        }
    }

    /// <summary>Another caller takes the wanted name, with what is almost what this call asks for.</summary>
    private void Rival()
    {
        if (Find(Wanted) is not null)
            return;
        var kind = _random.Next(_operation == TaxonomyOperations.InstantiateTemplate ? 4 : 5);
        var now = _clock.GetUtcNow();
        var config = kind == 0 ? Config("ret_2") : Config("ret_1");
        if (kind == 0)
            config["source_collection"]!["collection_id"] = "col_2";
        _taxonomies.Add(new HeldTaxonomy
        {
            Id = "tax_rival",
            Name = Wanted,
            Config = config,
            CreatedAt = kind switch { 1 => now.AddYears(-1), 2 => now.AddHours(1), _ => now },
            Version = kind == 3 ? 2 : 1,
            Description = kind == 4 ? "another's" : _description,
        });
    }

    private HttpResponseMessage Carry(string method, string path, string body)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var json = body.Length == 0 ? null : JsonNode.Parse(body);
        return (method, _operation.Safety) switch
        {
            ("GET", _) when parts is ["v1", "taxonomies", var address] => Find(address) is { } found ? Json(200, found.ToJson()) : Json(404, Error("NotFoundError", "taxonomy")),
            ("PATCH", _) => Update(parts[^1], (string)json!["taxonomy_name"]!),
            ("DELETE", _) => Delete(parts[^1]),
            ("POST", OperationSafety.CreatesByName) => Create(parts, json!),
            ("POST", OperationSafety.Creates) => CreateWithoutName(),
            _ => Json(200, """{"template_id":"t","results":[],"stats":{},"metrics":[],"steps":[],"distribution":[],"labels":[],"paths":[],"count":0}"""),
        };
    }

    private HttpResponseMessage Update(string address, string name)
    {
        if (Find(address) is not { } found)
            return Json(404, Error("NotFoundError", "taxonomy"));
        if (Find(name) is { } other && other != found)
            return Json(409, Error("AlreadyExistsError", "taxonomy"));
        if (found.Id == SourceId && found.Name != name)
            Effects++;
        found.Name = name;
        return Json(200, found.ToJson());
    }

    private HttpResponseMessage Delete(string address)
    {
        if (Find(address) is not { } found)
            return Json(404, Error("NotFoundError", "taxonomy"));
        _taxonomies.Remove(found);
        Effects++;
        return Json(Pick(200, 204), "");
    }

    private HttpResponseMessage Create(string[] parts, JsonNode json)
    {
        var source = parts[^1] == "clone" ? Find(parts[^2]) : null;
        if (parts[^1] == "clone" && source is null)
            return Json(404, Error("NotFoundError", "taxonomy"));
        if (Find(Wanted) is not null)
            return Json(409, Error("AlreadyExistsError", "taxonomy"));
        var created = new HeldTaxonomy
        {
            Id = $"tax_{_requests}_{Effects}",
            Name = (string)json["taxonomy_name"]!,
            Config = json["config"]?.DeepClone() ?? source?.Config.DeepClone() ?? Config("ret_1"),
            CreatedAt = _clock.GetUtcNow(),
            Description = (string?)json["description"] ?? source?.Description,
            IsOfCall = true,
        };
        _taxonomies.Add(created);
        Effects++;
        return parts[^1] switch
        {
            "clone" => Json(201, $$"""{"taxonomy":{{created.ToJson()}},"source_taxonomy_id":"{{source!.Id}}"}"""),
            "instantiate" => Json(201, $$"""{"taxonomy_id":"{{created.Id}}","taxonomy_name":"{{created.Name}}","template_id":"tmpl_1"}"""),
            _ => Json(200, created.ToJson()),
        };
    }

    private HttpResponseMessage CreateWithoutName()
    {
        Effects++;
        return Json(200, """{"taxonomy_id":"t","taxonomy_name":"t","version":2,"template_id":"t","task_id":"t"}""");
    }

    private HttpResponseMessage TurnAway() => _random.Next(8) switch
    {
        0 => Json(429, "{}"),
        1 => Json(404, "<html>", "text/html"),
        2 => Json(404, Error("NotFoundError", "namespace")),
        3 => Json(200, """{"success":false,"status":422,"error":{"type":"ValidationError"}}"""),
        4 => Json(501, "{}"),
        var other => Json(new[] { 400, 401, 403 }[other - 5], "{}"),
    };

    /// <summary>A body that is no answer. A deletion's says nothing, so that only one that says no, or that is a page, is none.</summary>
    private HttpResponseMessage Garbled(bool isDeletion) => _random.Next(isDeletion ? 2 : 9) switch
    {
        0 => Json(200, "<html>Sign in</html>", "text/html"),
        1 => Json(200, """{"success":false}"""),
        2 => Json(200, "{}"),
        3 => Json(200, """{"message":"queued"}"""),
        4 => Json(202, """{"id":"tsk_1","status":"queued"}"""),
        5 => Json(200, """{"success":false,"error":{"message":"m"}}"""),
        6 => Json(200, """{"taxonomy_id":"tax_0123","taxono"""),
        7 => Json(200, ""),
        _ => Json(200, """{"taxonomy_id":"tax_other","taxonomy_name":"other","taxonomy":{"taxonomy_id":"tax_other","taxonomy_name":"other"}}"""),
    };
}
