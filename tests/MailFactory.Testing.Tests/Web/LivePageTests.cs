using System.Net;
using System.Text.Json;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Tests.Web;

/// <summary>What the live page shows.</summary>
public sealed class LivePageTests
{
    private const int Limit = 60_000;
    private const string Hostile = "<img src=x onerror=alert(1)>\u001b[2J\u202egpj.exe";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task The_matrix_has_every_distro_with_what_it_does()
    {
        await using var site = await LiveSite.StartAsync();
        var page = await site.TextAsync("/");
        Assert.All(SampleMatrix.Distros, distro => Assert.Contains($"href=\"/machine/{distro}\"", page, StringComparison.Ordinal));
        Assert.Contains("base system 60%", page, StringComparison.Ordinal);
        Assert.Contains("value=\"40\"", page, StringComparison.Ordinal);
        Assert.Contains("Run 20261123-170000", page, StringComparison.Ordinal);
        Assert.Contains("noscript", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_a_run_it_waits_for_the_first()
    {
        await using var site = await LiveSite.StartAsync(_ => RunStatus.None);
        Assert.Contains("No run yet", await site.TextAsync("/"), StringComparison.Ordinal);
        using var machine = await site.GetAsync("/machine/debian-13");
        Assert.Equal(HttpStatusCode.NotFound, machine.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task A_run_that_has_ended_leads_to_its_report()
    {
        await using var site = await LiveSite.StartAsync(status =>
            status with
            {
                State = status.State with { Ended = SampleMatrix.Start.AddHours(1), Result = Testing.Runs.FailureClass.Product },
            }
        );
        await site.WriteAsync("test_results/test_results_20261123-170000.html", "<h1>report</h1>");
        var page = await site.TextAsync("/");
        Assert.Contains("href=\"/files/test_results/test_results_20261123-170000.html\"", page, StringComparison.Ordinal);
        using var report = await site.GetAsync("/files/test_results/test_results_20261123-170000.html");
        Assert.Equal("<h1>report</h1>", await report.Content.ReadAsStringAsync(Cancellation));
        Assert.StartsWith("sandbox", Assert.Single(report.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_log_that_grows_while_it_is_sent_arrives()
    {
        // More than the buffers between the two hold, so that the end is read after it was written.
        const int length = 16 << 20;
        await using var site = await LiveSite.StartAsync();
        await site.WriteAsync("vms/debian-13/serial.log", new string('x', length));
        using var response = await site.GetAsync("/files/vms/debian-13/serial.log");
        await File.AppendAllTextAsync(Path.Combine(site.Layout.Machine("debian-13"), "serial.log"), "more", Cancellation);
        Assert.Equal(length + 4, (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length);
    }

    [Fact(Timeout = Limit)]
    public async Task The_stream_begins_with_everything_and_goes_on_with_what_changed()
    {
        await using var site = await LiveSite.StartAsync();
        using var response = await site.GetAsync("/stream");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        var first = await NextAsync(reader);
        Assert.Equal(["events", "matrix", "status"], Parts(first).Order());

        var status = SampleMatrix.Input.Reading.Status;
        await site.WriteAsync(status with { State = status.State with { Events = [new RunEvent(SampleMatrix.Start, "something new")] } });
        JsonElement next;
        do
        {
            next = await NextAsync(reader);
        } while (!Parts(next).Contains("events"));

        Assert.Contains("something new", next.GetProperty("parts").GetProperty("events").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_log_is_followed_from_its_last_lines_on()
    {
        await using var site = await LiveSite.StartAsync();
        await site.WriteAsync("vms/debian-13/serial.log", string.Concat(Enumerable.Range(0, 500).Select(line => $"line {line}.\n")));
        var page = await site.TextAsync("/machine/debian-13");
        Assert.Contains("line 499.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("line 1.", page, StringComparison.Ordinal);

        using var response = await site.GetAsync("/stream?distro=debian-13&log=vm_serial_debian-13");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        var first = await NextAsync(reader);
        Assert.Contains("row", Parts(first));
        Assert.Equal(200, first.GetProperty("lines").GetArrayLength());
        await File.AppendAllTextAsync(Path.Combine(site.Layout.Machine("debian-13"), "serial.log"), "a new line\nlogin: ", Cancellation);
        JsonElement next;
        do
        {
            next = await NextAsync(reader);
        } while (next.GetProperty("lines").GetArrayLength() == 0);

        Assert.Equal("a new line", Assert.Single(next.GetProperty("lines").EnumerateArray()).GetString());
        Assert.Equal("login: ", next.GetProperty("rest").GetString());
    }

    [Fact(Timeout = Limit)]
    public async Task What_guests_and_servers_wrote_is_text()
    {
        await using var site = await LiveSite.StartAsync(status =>
            status with
            {
                State = status.State with
                {
                    Command = Hostile,
                    Events = [new RunEvent(SampleMatrix.Start, Hostile)],
                    Items = [.. status.State.Items.Select(item => item with { Summary = Hostile })],
                },
            }
        );
        await site.WriteAsync("vms/debian-13/serial.log", $"{Hostile}\n");
        foreach (var path in new[] { "/", "/machine/debian-13", "/log/vm_serial_debian-13" })
        {
            var page = await site.TextAsync(path);
            Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', page);
            Assert.DoesNotContain('\u202e', page);
        }
    }

    [Theory(Timeout = Limit)]
    [InlineData("vms/debian-13/id_ed25519")]
    [InlineData("vms/debian-13/mail-accounts.txt")]
    [InlineData("vms/debian-13/disk.qcow2")]
    [InlineData("orchestration_logs/status.json")]
    [InlineData("test_results/key")]
    [InlineData("test_results/../vms/debian-13/id_ed25519")]
    [InlineData("test_results/..%2fvms%2fdebian-13%2fid_ed25519")]
    [InlineData("test_results/%2e%2e/vms/debian-13/mail-accounts.txt")]
    [InlineData("../secret.log")]
    public async Task Keys_passwords_and_disks_are_not_served(string path)
    {
        await using var site = await LiveSite.StartAsync();
        await site.WriteAsync("vms/debian-13/id_ed25519", "SECRET");
        await site.WriteAsync("vms/debian-13/mail-accounts.txt", "SECRET");
        await site.WriteAsync("vms/debian-13/disk.qcow2", "SECRET");
        await site.WriteAsync("test_results/key", "SECRET");
        using var response = await site.GetAsync($"/files/{path}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain("SECRET", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_link_to_a_file_elsewhere_is_not_followed()
    {
        await using var site = await LiveSite.StartAsync();
        await site.WriteAsync("vms/debian-13/real.log", "a log");
        File.CreateSymbolicLink(Path.Combine(site.Layout.Machine("debian-13"), "passwd.log"), "/etc/passwd");
        Assert.Equal("a log", await site.TextAsync("/files/vms/debian-13/real.log"));
        using var response = await site.GetAsync("/files/vms/debian-13/passwd.log");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task A_machine_that_does_not_answer_shows_its_last_picture()
    {
        await using var site = await LiveSite.StartAsync();
        using var none = await site.GetAsync("/screen/debian-13");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        await site.WriteAsync("vms/debian-13/screen-01-boot.png", "PNG");
        Assert.Equal("PNG", await site.TextAsync("/screen/debian-13"));
        await site.WriteAsync("vms/elsewhere/screen-01-boot.png", "PNG");
        using var unknown = await site.GetAsync("/screen/elsewhere");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static IEnumerable<string> Parts(JsonElement told) => told.GetProperty("parts").EnumerateObject().Select(part => part.Name);

    private static async Task<JsonElement> NextAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonElement.Parse(line[6..]);
            }
        }

        throw new EndOfStreamException();
    }
}
