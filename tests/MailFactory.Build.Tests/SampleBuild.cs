using MailFactory.Build.Tests.Scripts;
using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests;

/// <summary>A small build on the real engine, compiled by the real build.sh with the real dotnet.</summary>
public class SampleBuild : IAsyncLifetime
{
    private const string Build = """
        using System.Collections.Generic;
        using Nuke.Common;
        using Nuke.Common.IO;

        interface IDeploy : INukeBuild
        {
            [Parameter("Where to", ValueProviderType = typeof(IDeploy), ValueProviderMember = nameof(Places))]
            string[] Place => TryGetValue(() => Place) ?? [];

            [Parameter("What to deploy")]
            AbsolutePath Package => TryGetValue(() => Package);

            IEnumerable<string> Places => ["new-york", "new-orleans", "oslo"];

            Target Deploy => _ => _.Description("Deploys to: all places");
        }

        class Build : NukeBuild, IDeploy
        {
            public static int Main() => Execute<Build>(build => build.Compile);

            Target Compile => _ => _.Description("Compiles everything").Executes(() => System.Console.WriteLine("compiled"));

            Target Completely => _ => _.DependsOn<IDeploy>();

            Target Wait => _ => _.Executes(() =>
            {
                System.IO.File.WriteAllText(RootDirectory / "waiting", "");
                System.Threading.Thread.Sleep(60_000);
            });

            Target Tidy => _ => _.After(Wait).AssuredAfterFailure().Executes(() => System.Console.WriteLine("tidied up"));

            protected override void OnBuildFinished() => System.Console.WriteLine("build finished");
        }
        """;

    private readonly BuildTree _tree = new();
    private readonly string _engine;
    private readonly string _engineAssembly;

    public SampleBuild()
        : this("Embedded", Path.Combine(AppContext.BaseDirectory, "MailFactory.Nuke.dll")) { }

    /// <summary>A build on the engine in this assembly, by the name that build.sh has for it.</summary>
    protected SampleBuild(string engine, string engineAssembly)
    {
        _engine = engine;
        _engineAssembly = engineAssembly;
    }

    public string Root => _tree.Root;

    public async ValueTask InitializeAsync()
    {
        _tree.Write("build/_build.csproj", Project());
        _tree.Write("build/Build.cs", Build);
        _tree.Write(".nuke/temp/engine", $"{_engine}\n");
        Assert.Equal(0, (await RunAsync("./build.sh", "--help")).ExitCode);
    }

    /// <summary>Runs a program in the build's directory.</summary>
    internal Task<ToolResult> RunAsync(string program, params string[] arguments)
    {
        var dotnet = ToolRunner.Find("dotnet") ?? throw new InvalidOperationException("the tests run under dotnet, but it is not in PATH");
        return _tree.RunWithAsync($"{Path.GetDirectoryName(dotnet)}:/usr/bin:/bin", program, _tree.Root, arguments);
    }

    public ValueTask DisposeAsync()
    {
        _tree.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static string In(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");

    /// <summary>A project that takes the engine and what it needs from the tests' own folder, so that nothing is restored.</summary>
    private string Project() =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <OutputPath>bin/{_engine}/Debug</OutputPath>
            <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(new[] { _engineAssembly, In("Serilog"), In("Serilog.Sinks.File") }.Select(file =>
                $"<Reference Include=\"{Path.GetFileNameWithoutExtension(file)}\"><HintPath>{file}</HintPath></Reference>"))}
          </ItemGroup>
        </Project>
        """;
}
