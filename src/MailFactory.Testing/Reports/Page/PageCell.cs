namespace MailFactory.Testing.Reports.Page;

/// <summary>A cell of the matrix.</summary>
/// <param name="Stage">The distro's stage in this column; null when it has none.</param>
internal sealed record PageCell(PageStage? Stage);
