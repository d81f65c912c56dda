using MailFactory.Testing.Conformance.Parts;

namespace MailFactory.Testing.Tests.Conformance.Parts;

public sealed class StorageQuotaTests
{
    [Theory]
    [InlineData(100, 300, 30720L, "")]
    [InlineData(100, 320, 30720L, "")]
    [InlineData(100, 300, 1048576L, "the limit that is told is 1048576 KiB instead of 30720 KiB")]
    [InlineData(100, 300, null, "the limit that is told is none KiB instead of 30720 KiB")]
    [InlineData(100, 100, 30720L, "200 KiB more are stored, but the use went from 100 to 100 KiB")]
    [InlineData(100, 700, 30720L, "200 KiB more are stored, but the use went from 100 to 700 KiB")]
    public void The_limit_and_the_use_are_judged(long before, long after, long? limit, string problem) =>
        Assert.Equal(
            problem,
            string.Join("; ", StorageQuota.Problems(new StorageQuota(before, limit), new StorageQuota(after, limit), storedKiB: 200))
        );
}
