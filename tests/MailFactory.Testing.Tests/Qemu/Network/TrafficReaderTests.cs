using System.Buffers.Binary;
using MailFactory.Testing.Qemu.Network;

namespace MailFactory.Testing.Tests.Qemu.Network;

public sealed class TrafficReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Record => Path.Combine(_folder.Path, "network.pcap");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Packet_lengths_add_up_however_the_file_grows()
    {
        byte[] whole = [.. new byte[24], .. Packet(kept: 1, length: 1500), .. Packet(kept: 1, length: 60), .. Packet(kept: 0, length: 7)];
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            var reader = new TrafficReader(Record);
            await File.WriteAllBytesAsync(Record, whole[..cut], Cancellation);
            await reader.ReadAsync(Cancellation);
            await using (var rest = File.Open(Record, FileMode.Append))
            {
                await rest.WriteAsync(whole.AsMemory(cut), Cancellation);
            }

            Assert.Equal(1567, await reader.ReadAsync(Cancellation));
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_record_that_is_not_there_yet_has_no_bytes() =>
        Assert.Equal(0, await new TrafficReader(Record).ReadAsync(Cancellation));

    private static byte[] Packet(uint kept, uint length)
    {
        var packet = new byte[16 + kept];
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(8), kept);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(12), length);
        return packet;
    }
}
