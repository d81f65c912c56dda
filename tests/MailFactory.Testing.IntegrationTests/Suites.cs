namespace MailFactory.Testing.IntegrationTests;

/// <summary>Tests that take too long for each run of all tests: a target of the build asks for them by their trait.</summary>
internal static class Suites
{
    /// <summary>The trait.</summary>
    public const string Name = "Suite";

    /// <summary>Whole machines, and servers of releases that every run leaves out: <c>./build.sh MachineTests</c>, each night.</summary>
    public const string Machines = "machines";

    /// <summary>Figures: <c>./build.sh Benchmarks</c>.</summary>
    public const string Benchmarks = "benchmarks";
}
