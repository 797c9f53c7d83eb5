using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>What requests to the emulator cost with few and with many taxonomies, over a real connection within this process.</summary>
internal static class EmulatorCases
{
    private static readonly int[] Sizes = [100, 1_000, 100_000];

    public static IEnumerable<PairedCase> All()
    {
        var stores = Sizes.Select(static size => new Lazy<Store>(() => Store.Start(size))).ToArray();
        yield return Of("emulator, get by name", static store => store.SendAsync(HttpMethod.Get, "v1/taxonomies/tags_50"));
        yield return Of("emulator, rename and back", static store => store.RenameAsync());
        yield return Of("emulator, page of 20", static store => store.ListAsync("{}"));
        yield return Of("emulator, page of 20 sorted by name", static store => store.ListAsync("""{"sort":{"field":"taxonomy_name"}}"""));
        yield return Of("emulator, creation, page of 20 and deletion", static store => store.CreateAndListAsync("{}"));
        yield return Of("emulator, creation, page of 20 sorted by name and deletion", static store => store.CreateAndListAsync("""{"sort":{"field":"taxonomy_name"}}"""));

        PairedCase Of(string name, Func<Store, Task> call) => new(
            name,
            [.. stores.Select((store, index) => Lane.Of(string.Create(CultureInfo.InvariantCulture, $"{Sizes[index]:N0} taxonomies"), () => call(store.Value)))]);
    }

    /// <summary>An emulator that holds taxonomies, and a plain HTTP client of it.</summary>
    private sealed class Store(HttpClient http)
    {
        private const string Created = """{"taxonomy_name":"new","config":{"taxonomy_type":"hierarchical"}}""";

        public static Store Start(int size)
        {
            var options = new TaxonomyEmulatorOptions { RequestsPerMinute = int.MaxValue, MaxRecordedRequests = 1 };
            var emulator = TaxonomyEmulator.StartAsync(options).GetAwaiter().GetResult();
            for (var i = 0; i < size; i++)
                emulator.Store.Add($"tags_{i}", new HierarchicalTaxonomyConfig());
            var http = new HttpClient { BaseAddress = emulator.BaseAddress };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.ApiKey);
            http.DefaultRequestHeaders.Add("X-Namespace", emulator.Namespace);
            return new Store(http);
        }

        public Task ListAsync(string body) => SendAsync(HttpMethod.Post, "v1/taxonomies/list?limit=20&offset=50", body);

        public async Task RenameAsync()
        {
            await SendAsync(HttpMethod.Patch, "v1/taxonomies/tags_50", """{"taxonomy_name":"renamed"}""");
            await SendAsync(HttpMethod.Patch, "v1/taxonomies/renamed", """{"taxonomy_name":"tags_50"}""");
        }

        public async Task CreateAndListAsync(string body)
        {
            await SendAsync(HttpMethod.Post, "v1/taxonomies", Created);
            await ListAsync(body);
            await SendAsync(HttpMethod.Delete, "v1/taxonomies/new");
        }

        public async Task SendAsync(HttpMethod method, string path, string? body = null)
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }
    }
}
