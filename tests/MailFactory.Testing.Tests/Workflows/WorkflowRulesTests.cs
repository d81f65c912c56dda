namespace MailFactory.Testing.Tests.Workflows;

/// <summary>The checked-in workflows keep the rules, and the rules find what breaks them.</summary>
public sealed class WorkflowRulesTests
{
    [Fact]
    public void Every_workflow_keeps_every_rule()
    {
        var violations = WorkflowText.CheckedIn.SelectMany(workflow => WorkflowRules.All.SelectMany(rule => rule(workflow))).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Theory]
    [InlineData(nameof(WorkflowRules.Pins), "ci.yml", "@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2", "@v6", "actions/checkout@v6")]
    [InlineData(
        nameof(WorkflowRules.Pins),
        "ci.yml",
        "@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
        "@de0fac2e4500dabe0009e67214ff5f5447ce83dd",
        "not pinned"
    )]
    [InlineData(nameof(WorkflowRules.Permissions), "nightly-matrix.yml", "permissions:\n  contents: read\n", "", "permissions are ''")]
    [InlineData(nameof(WorkflowRules.Permissions), "nightly-matrix.yml", "contents: read", "contents: write", "contents: write")]
    [InlineData(
        nameof(WorkflowRules.Permissions),
        "release.yml",
        "    permissions: {}\n",
        "    permissions:\n      actions: write\n",
        "the job select may actions: write"
    )]
    [InlineData(nameof(WorkflowRules.Approvals), "release.yml", "    environment: release\n", "", "the job release writes and asks nobody")]
    [InlineData(nameof(WorkflowRules.Events), "ci.yml", "  pull_request:\n", "  pull_request_target:\n", "pull_request_target")]
    [InlineData(nameof(WorkflowRules.Strangers), "ci.yml", "runs-on: ubuntu-latest", "runs-on: [self-hosted, kvm]", "elsewhere")]
    [InlineData(
        nameof(WorkflowRules.Strangers),
        "ci.yml",
        "NUKE_ENGINE: ${{ matrix.engine }}",
        "NUKE_ENGINE: ${{ secrets.ENGINE }}",
        "shows a secret"
    )]
    [InlineData(nameof(WorkflowRules.Timeouts), "check-isos.yml", "    timeout-minutes: 30\n", "", "the job check has no timeout")]
    [InlineData(nameof(WorkflowRules.Timeouts), "check-isos.yml", "timeout-minutes: 30", "timeout-minutes: 361", "no timeout")]
    [InlineData(nameof(WorkflowRules.Concurrency), "check-isos.yml", "  group: check-isos\n", "", "no concurrency group")]
    [InlineData(
        nameof(WorkflowRules.Checkouts),
        "check-isos.yml",
        "persist-credentials: false",
        "persist-credentials: true",
        "keeps its token"
    )]
    [InlineData(
        nameof(WorkflowRules.Scripts),
        "nightly-matrix.yml",
        "echo \"matrix={",
        "echo \"${{ inputs.distros }}={",
        "holds an expression: Select"
    )]
    [InlineData(nameof(WorkflowRules.Scripts), "check-isos.yml", "shell: bash", "shell: sh", "without pipefail")]
    [InlineData(
        nameof(WorkflowRules.Secrets),
        "release.yml",
        "env:\n  NUKE_ENGINE: Embedded\n",
        "env:\n  NUKE_ENGINE: Embedded\n  TOKEN: ${{ secrets.TOKEN }}\n",
        "1 of 2 mentions"
    )]
    [InlineData(nameof(WorkflowRules.Artifacts), "ci.yml", "        if: always()\n", "", "'Keep the results' in self-test")]
    [InlineData(nameof(WorkflowRules.Matrices), "nightly-matrix.yml", "fail-fast: false", "fail-fast: true", "distro ends the other")]
    [InlineData(
        nameof(WorkflowRules.Failures),
        "ci.yml",
        "    timeout-minutes: 120\n",
        "    timeout-minutes: 120\n    continue-on-error: true\n",
        "passes over"
    )]
    public void What_breaks_a_rule_is_found(string rule, string workflow, string text, string instead, string expected)
    {
        var intact = WorkflowText.Of(workflow);
        Assert.Contains(text, intact.Text, StringComparison.Ordinal);
        var broken = new WorkflowText(workflow, intact.Text.Replace(text, instead, StringComparison.Ordinal));
        Assert.Contains(
            WorkflowRules.All.Single(one => one.Method.Name == rule)(broken),
            violation => violation.Contains(expected, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_rule_has_something_that_breaks_it()
    {
        var tried = typeof(WorkflowRulesTests)
            .GetMethod(nameof(What_breaks_a_rule_is_found))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Select(data => (string)((InlineDataAttribute)data).Data[0]!)
            .Distinct();
        Assert.Equal(WorkflowRules.All.Select(rule => rule.Method.Name).Order(), tried.Order());
    }
}
