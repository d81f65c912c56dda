using CsCheck;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Tests.Foreign;

public sealed class ForeignTextWriterTests
{
    [Theory]
    [InlineData("::error::from a guest")]
    [InlineData("  \t::set-env name=PATH::/tmp")]
    [InlineData("\u00a0::warning::after a blank that is no ASCII")]
    [InlineData("fine\r::error::after a carriage return")]
    [InlineData("fine\n ::error::in the second line")]
    [InlineData("Welcome ##[error]inside a line")]
    [InlineData("###[group]three")]
    [InlineData("\u001b::error::behind an escape")]
    [InlineData("\u202a::error::behind a control that is not seen")]
    public void No_line_of_a_guest_is_a_workflow_command(string text)
    {
        Assert.Empty(RunnerLog.Of(Written(isWorkflow: true, text)).Obeyed);
        Assert.DoesNotContain('\u001b', Written(isWorkflow: false, text));
    }

    [Fact]
    public void The_test_sees_commands() =>
        Assert.Equal(["error: one", "group: two"], RunnerLog.Of("  ::error::one\nsee ##[group]two\n").Obeyed);

    [Fact]
    public void Any_text_in_any_pieces_holds_no_command() =>
        Gen.OneOf(":", "::", "#", "##", "[", "]", "error", "::error::", "##[group]", " ", "\t", "\n", "\r", "\r\n", "\u2003", "\u001b", "x")
            .Array[1, 30]
            .Sample(pieces => Assert.Empty(RunnerLog.Of(Written(isWorkflow: true, pieces)).Obeyed), iter: 20_000);

    [Fact]
    public void A_flush_between_two_colons_makes_no_command()
    {
        using var plain = new StringWriter();
        using var writer = new ForeignTextWriter(plain, isWorkflow: true);
        writer.Write(":");
        writer.Flush();
        writer.WriteLine(":error::x");
        Assert.Empty(RunnerLog.Of(plain.ToString()).Obeyed);
    }

    [Theory]
    [InlineData("time: 12::34\n")]
    [InlineData("## heading # [link]\n")]
    [InlineData(":one colon\n")]
    public void Everything_else_stays(string text) => Assert.Equal(text, Written(isWorkflow: true, text));

    [Fact]
    public async Task Whatever_way_it_is_written_it_is_harmless()
    {
        using var plain = new StringWriter();
        using var writer = new ForeignTextWriter(plain, isWorkflow: false);
        await writer.WriteLineAsync("\u001ba");
        await writer.WriteAsync("\u001bb\n");
        writer.Write("{0}\n", "\u001bc");
        writer.Write(['\u001b', 'd', '\n']);
        writer.WriteLine("\u001be".AsSpan());
        writer.Write('\u001b');
        Assert.Equal("·a\n·b\n·c\n·d\n·e\n·", plain.ToString());
    }

    [Fact]
    public void Who_draws_on_a_terminal_gets_the_writer_behind()
    {
        using var plain = new StringWriter();
        using var writer = new ForeignTextWriter(plain, isWorkflow: false);
        Assert.Same(plain, ForeignTextWriter.Drawing(writer));
        Assert.Same(plain, ForeignTextWriter.Drawing(plain));
    }

    [Fact]
    public void An_error_that_quotes_a_guest_is_told_harmless()
    {
        var error = new InvalidOperationException("it said: \u001b[2J\n::error::x", new IOException("##[error]y"));
        var harmless = ForeignTextException.Instead(error, isWorkflow: true);
        Assert.NotNull(harmless);
        Assert.Empty(RunnerLog.Of(harmless.Message).Obeyed);
        Assert.DoesNotContain('\u001b', harmless.Message);
        Assert.Null(ForeignTextException.Instead(new IOException("the disk is full"), isWorkflow: true));
    }

    private static string Written(bool isWorkflow, params string[] pieces)
    {
        using var plain = new StringWriter();
        using var writer = new ForeignTextWriter(plain, isWorkflow);
        foreach (var piece in pieces)
        {
            writer.Write(piece);
        }

        writer.Flush();
        return plain.ToString();
    }
}
