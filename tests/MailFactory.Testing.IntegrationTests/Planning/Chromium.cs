using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Planning;

/// <summary>Loads a page in headless Chromium, with a probe in it that looks at the page from the inside.</summary>
internal static partial class Chromium
{
    private const string Program = "chromium";

    /// <summary>
    /// Counts what goes wrong from the start of the page on; a page that may fetch nothing reports attempts as violations.
    /// </summary>
    private const string Watch = """
        window.problems = [];
        addEventListener("error", event => problems.push(String(event.message)), true);
        addEventListener("securitypolicyviolation", event => problems.push("fetched " + event.blockedURI));
        """;

    private const string Look = """
        addEventListener("load", () => {
          const box = node => { const r = node.getBoundingClientRect(); return { name: node.dataset.name, width: r.width, height: r.height, opacity: Number(getComputedStyle(node).opacity) }; };
          const all = name => [...document.querySelectorAll(name)];
          const before = all(".node").map(box);
          const asked = document.querySelector('.node[data-name="Install"]');
          if (asked) asked.focus();
          const result = {
            problems, nodes: before, edges: all(".edge").length, bars: all(".gantt .bar").map(box),
            lit: all(".node.lit").map(node => node.dataset.name),
            told: document.getElementById("told") ? document.getElementById("told").textContent : "",
            paper: getComputedStyle(document.body).backgroundColor,
            overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          };
          document.documentElement.dataset.probe = JSON.stringify(result);
        });
        """;

    /// <summary>What the probe saw; skips the test where there is no Chromium.</summary>
    public static async Task<JsonElement> LookAsync(string page, string folder, int width, bool dark, CancellationToken cancellationToken)
    {
        Tools.Require(Program);
        var probed = Path.Combine(folder, "probed.html");
        await File.WriteAllTextAsync(
            probed,
            page.Replace("<head>", $"<head><script>{Watch}</script>", StringComparison.Ordinal)
                .Replace("</body>", $"<script>{Look}</script></body>", StringComparison.Ordinal),
            cancellationToken
        );
        var command = ToolCommand.Create(
            Program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=3000",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
            $"--window-size={width},1000",
            $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}",
            "--dump-dom",
            $"file://{probed}"
        ) with
        {
            Timeout = TimeSpan.FromMinutes(3),
        };
        var result = (await ToolRunner.RunAsync(command, cancellationToken)).EnsureSuccess();
        var probe = Probe().Match(result.StandardOutput);
        Assert.True(probe.Success, $"the probe did not answer:\n{result.StandardError}");
        return JsonSerializer.Deserialize<JsonElement>(WebUtility.HtmlDecode(probe.Groups[1].Value));
    }

    [GeneratedRegex("data-probe=\"([^\"]*)\"")]
    private static partial Regex Probe();
}
