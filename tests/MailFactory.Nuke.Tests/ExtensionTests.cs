using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.Tooling;

namespace MailFactory.Nuke.Tests;

/// <summary>Attributes on a build's class that take part in its run.</summary>
[Collection(OneBuildAtATime.Name)]
public sealed class ExtensionTests : IDisposable
{
    private static readonly List<string> Told = [];
    private readonly SampleRun _run = new();

    public ExtensionTests() => Told.Clear();

    [Fact]
    public void Extensions_are_told_of_everything_in_order_and_before_the_build()
    {
        _run.Run<Sample>(nameof(Sample.Broken), "--skip", "Left");
        Assert.Equal(
            [
                "created",
                "build created",
                "initialized Left, Good, Broken",
                "skipped Left",
                "running Good",
                "succeeded Good",
                "running Broken",
                "failed Broken",
                "finished",
            ],
            Told
        );
    }

    [Fact]
    public void The_extension_with_the_higher_priority_has_its_turn_first()
    {
        Assert.Equal(0, _run.Run<Two>(nameof(Two.Good)));
        Assert.Equal(["second", "first"], Told);
    }

    [Fact]
    public void A_tool_from_the_path_and_a_partition_are_injected()
    {
        Assert.Equal(0, _run.Run<Injected>(nameof(Injected.Show), "--partition", "2/3"));
        Assert.Equal(["hello", "2 of 3"], Told);
    }

    [Fact]
    public void Errors_can_be_passed_over_and_tried_again()
    {
        var attempts = 0;
        ControlFlow.ExecuteWithRetry(() => Assert.Equal(3, ++attempts), logAction: _ => { });
        Assert.Equal(7, ControlFlow.SuppressErrors(() => int.Parse("x", null), defaultValue: 7, logWarning: false));
        Assert.Throws<FormatException>(() => ControlFlow.ExecuteWithRetry(() => int.Parse("x", null), logAction: _ => { }));
    }

    public void Dispose() => _run.Dispose();

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class WatchAttribute
        : BuildExtensionAttributeBase,
            IOnBuildCreated,
            IOnBuildInitialized,
            IOnBuildFinished,
            IOnTargetRunning,
            IOnTargetSkipped,
            IOnTargetSucceeded,
            IOnTargetFailed
    {
        public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets) => Told.Add("created");

        public void OnBuildInitialized(
            IReadOnlyCollection<ExecutableTarget> executableTargets,
            IReadOnlyCollection<ExecutableTarget> executionPlan
        ) => Told.Add($"initialized {string.Join(", ", Build.ExecutionPlan)}");

        public void OnBuildFinished() => Told.Add("finished");

        public void OnTargetRunning(ExecutableTarget target) => Told.Add($"running {target}");

        public void OnTargetSkipped(ExecutableTarget target) => Told.Add($"skipped {target}");

        public void OnTargetSucceeded(ExecutableTarget target) => Told.Add($"succeeded {target}");

        public void OnTargetFailed(ExecutableTarget target) => Told.Add($"failed {target}");
    }

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    internal sealed class SayAttribute(string word) : BuildExtensionAttributeBase, IOnBuildFinished
    {
        public void OnBuildFinished() => Told.Add(word);
    }

    [Watch]
    internal sealed class Sample : NukeBuild
    {
        internal Target Left => _ => _.Marks(nameof(Left));

        internal Target Good => _ => _.DependsOn(Left).Marks(nameof(Good));

        internal Target Broken => _ => _.DependsOn(Good).Executes(() => throw new InvalidOperationException("broken"));

        protected internal override void OnBuildCreated() => Told.Add("build created");
    }

    [Say("first", Priority = 1)]
    [Say("second", Priority = 2)]
    internal sealed class Two : NukeBuild
    {
        internal Target Good => _ => _.Marks(nameof(Good));
    }

    internal sealed class Injected : NukeBuild
    {
        [PathVariable]
        private readonly Tool Echo;

        [Partition(3)]
        private readonly Partition Part;

        internal Target Show =>
            _ =>
                _.Executes(() =>
                {
                    Told.Add(Echo("hello").Single().Text);
                    Told.Add($"{Part.Part} of {Part.Total}");
                });
    }
}
