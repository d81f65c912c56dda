using MailFactory.Benchmarks;

// Usage: dotnet run -c Release --project benchmarks/MailFactory.Benchmarks [repository]
var repository = Path.GetFullPath(args.FirstOrDefault() ?? ".");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

var measured = await new ProcessComparison { Rounds = 7 }.RunAsync(StartUp.Commands(repository), stop.Token);
Console.WriteLine("From the command to the prompt again, nothing to compile:");
Console.WriteLine();
Console.WriteLine(ComparisonTable.Render(measured));
Console.WriteLine();
Console.WriteLine("Text of guests, as it comes and made to be slow; 1 and 4 megabytes, so that the same figure twice means linear:");
Console.WriteLine();
Console.WriteLine(ForeignTextCost.Render(repository));
