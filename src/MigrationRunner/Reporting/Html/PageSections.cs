using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>The sections of a page, and the links to them.</summary>
internal sealed class PageSections
{
    private readonly StringBuilder _links = new();

    public string Links => _links.ToString();

    /// <summary>A section whose content stands elsewhere.</summary>
    public void Link(string id, string title) => _links.Append($"<li><a href=\"#{id}\">{VisibleText.Html(title)}</a></li>");

    public string Add(string id, string title, string content)
    {
        Link(id, title);
        return PageMarkup.Section(id, title, content);
    }
}
