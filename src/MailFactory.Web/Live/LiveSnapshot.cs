namespace MailFactory.Web.Live;

/// <summary>A run at one moment, with the parts of the pages that all browsers share.</summary>
/// <param name="Page">What is shown.</param>
/// <param name="Status">How the run stands, as HTML.</param>
/// <param name="Matrix">Distros and stages, as HTML.</param>
/// <param name="Events">What happened last, as HTML.</param>
internal sealed record LiveSnapshot(LivePage Page, string Status, string Matrix, string Events)
{
    /// <summary>Renders the parts.</summary>
    public static LiveSnapshot Of(LivePage page) =>
        new(page, LiveHtml.Part("status", page), LiveHtml.Part("matrix", page), LiveHtml.Part("events", page));
}
