using MailFactory.Benchmarks;
using MailFactory.Benchmarks.Results;

// Usage: dotnet run -c Release --project benchmarks/MailFactory.Benchmarks REPOSITORY [--quick | --large] [--check]
var repository = Path.GetFullPath(args.FirstOrDefault(argument => !argument.StartsWith('-')) ?? ".");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

var (figures, page) = (Path.Combine(repository, "benchmarks", "results.json"), Path.Combine(repository, "benchmarks", "RESULTS.md"));
var machine = await MachineText.ReadAsync(stop.Token);
var suite = new Suite(repository, Console.Out);
var measured = new ResultSet
{
    Measured = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
    Machine = machine,
    Ratios =
    [
        .. args.Contains("--large") ? [] : await suite.RunQuickAsync(stop.Token),
        .. args.Contains("--quick") ? [] : await suite.RunLargeAsync(stop.Token),
    ],
};
Console.WriteLine();
Console.WriteLine(ResultTable.Render(measured));
Console.WriteLine();
var earlier = await ResultSet.ReadAsync(figures, stop.Token);
if (args.Contains("--check"))
{
    var worse = earlier is null ? [] : measured.WorseThan(earlier);
    worse.ToList().ForEach(sentence => Console.Error.WriteLine($"worse than on {earlier!.Measured:yyyy-MM-dd}: {sentence}"));
    return worse.Count == 0 ? 0 : 1;
}

var whole = measured.WithOthersOf(earlier);
await whole.WriteAsync(figures, stop.Token);
await File.WriteAllTextAsync(page, ResultTable.Into(await File.ReadAllTextAsync(page, stop.Token), whole), stop.Token);
return 0;
