using MailFactory.Benchmarks;
using MailFactory.Benchmarks.Contests;
using MailFactory.Benchmarks.Results;

// Usage: dotnet run -c Release --project benchmarks/MailFactory.Benchmarks REPOSITORY [--quick | --large] [--check] [--only=NAME]
var repository = Path.GetFullPath(args.FirstOrDefault(argument => !argument.StartsWith('-')) ?? ".");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

var (figures, page) = (Path.Combine(repository, "benchmarks", "results.json"), Path.Combine(repository, "benchmarks", "RESULTS.md"));
var machine = await MachineText.ReadAsync(stop.Token);

// What begins with a contest's name, such as "console" or "archive".
var only = args.FirstOrDefault(argument => argument.StartsWith("--only=", StringComparison.Ordinal))?.Split('=', 2)[1] ?? string.Empty;
var suite = new Suite(repository, only, Console.Out);
var measured = new ResultSet
{
    Measured = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
    Machine = machine,
    Ratios =
    [
        .. args.Contains("--large") ? [] : await suite.RunQuickAsync(stop.Token),
        .. args.Contains("--quick") || args.Contains("--large") ? [] : await suite.RunLiveAsync(stop.Token),
        .. args.Contains("--quick") ? [] : await suite.RunLargeAsync(stop.Token),
        .. Makespan.Of(repository),
    ],
};
Console.WriteLine();
Console.WriteLine(ResultTable.Render(measured));
Console.WriteLine();
if (args.Contains("--check"))
{
    return await ResultCheck.RunAsync(measured, figures, Console.Error, stop.Token);
}

var whole = measured.WithOthersOf(await ResultSet.ReadAsync(figures, stop.Token));
await whole.WriteAsync(figures, stop.Token);
await File.WriteAllTextAsync(page, ResultTable.Into(await File.ReadAllTextAsync(page, stop.Token), whole), stop.Token);
return 0;
