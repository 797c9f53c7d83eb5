using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What Polly sees of a permit is what the limiter says of it.</summary>
public sealed class AdmissionTests
{
    [Fact]
    public void Leave_that_no_limiter_gave_is_a_permit_about_which_nothing_is_known()
    {
        Admission.Free.IsAcquired.Should().BeTrue();
        Admission.Free.MetadataNames.Should().BeEmpty();
        Admission.Free.TryGetMetadata(MetadataName.RetryAfter.Name, out var metadata).Should().BeFalse();
        metadata.Should().BeNull();
    }

    [Fact]
    public async Task Refusal_of_a_limiter_is_passed_on_with_what_it_says()
    {
        using var limiter = new RecordingLimiter(TimeSpan.FromSeconds(3));
        var call = new CallRecord(TaxonomyOperations.Get, Sample.Options(), null, CancellationToken.None);
        using var admission = new Admission(await limiter.AcquireAsync(), new RequestPacer(new CallDiagnostics(NullLoggerFactory.Instance)), call, call.Operation);
        admission.IsAcquired.Should().BeFalse();
        admission.MetadataNames.Should().Equal(MetadataName.RetryAfter.Name);
        admission.TryGetMetadata(MetadataName.RetryAfter, out var wait).Should().BeTrue();
        wait.Should().Be(TimeSpan.FromSeconds(3));
    }
}
