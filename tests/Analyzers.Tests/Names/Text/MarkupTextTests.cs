using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Names.Text;

/// <summary>What a word of a Razor file is for. The word stands between « and ».</summary>
public class MarkupTextTests
{
    [Theory]
    [InlineData("<a «asp-route-clerkId»=\"1\">", "a route value")]
    [InlineData("<a «ASP-ROUTE-clerkId»=\"1\">", "a route value")]
    [InlineData("<a «asp-all-route-data»=\"clerkId\">", "a route value")]
    [InlineData("«asp-route-clerkId»", "a route value")]
    [InlineData("<a «asp-routes»=\"1\">", "an HTML attribute")]
    [InlineData("<«ClerkIdCard» />", "an element")]
    [InlineData("</«ClerkIdCard»>", "an element")]
    [InlineData("<p></«ClerkIdCard»>", "an element")]
    [InlineData("/«clerkId»", "markup")]
    [InlineData("<p>1/«clerkId»</p>", "markup")]
    [InlineData("<p>< «clerkId»", "an HTML attribute")]
    [InlineData("<input name=\"«clerkId»\">", "a form field")]
    [InlineData("<input NAME=\"a\" name=\"user.«clerkId»\">", "a form field")]
    [InlineData("<input name=\"a b «clerkId»\">", "a form field")]
    [InlineData("<input\nname=\"«clerkId»\">", "a form field")]
    [InlineData("<input x-name=\"«clerkId»\">", "an HTML attribute")]
    [InlineData("<input x_name=\"«clerkId»\">", "an HTML attribute")]
    [InlineData("<input x:name=\"«clerkId»\">", "an HTML attribute")]
    [InlineData("<input 1name=\"«clerkId»\">", "an HTML attribute")]
    [InlineData("<input id=\"«clerkId»\">", "an HTML attribute")]
    [InlineData("<input name=\"a\" «clerkId»>", "an HTML attribute")]
    [InlineData("<input name=\"a\" data-x='«clerkId»'>", "an HTML attribute")]
    [InlineData("<input «name»=\"a\">", "a form field")]
    [InlineData("<input data-«clerkId»>", "an HTML attribute")]
    [InlineData("<p class=\"a\">«clerkId»</p>", "markup")]
    [InlineData("<p>«clerkId»</p>", "markup")]
    [InlineData("«clerkId»", "markup")]
    [InlineData(" «clerkId»", "markup")]
    [InlineData("<script>var «clerkId» = 1;</script>", "a script")]
    [InlineData("<script>«clerkId»()</script>", "a script")]
    [InlineData("<SCRIPT src=\"x\">f(«clerkId»);</SCRIPT>", "a script")]
    [InlineData("<script></script> «clerkId»", "markup")]
    [InlineData("<script></script><script>«clerkId»", "a script")]
    [InlineData("<style>.«clerkId» { }</style>", "a script")]
    [InlineData("<style>.a { }</style><p>«clerkId»</p>", "markup")]
    [InlineData("<p>«clerkId»</p><script></script><style></style>", "markup")]
    public void A_word_is_spoken_of_as_what_it_is_for(string marked, string what)
    {
        var (text, word) = Read(marked);
        Assert.Equal(what, MarkupText.UseOf(text, word).What);
    }

    [Theory]
    [InlineData("@* «clerkId» *@", true)]
    [InlineData("@*«clerkId»*@", true)]
    [InlineData("<!-- «clerkId» -->", true)]
    [InlineData("<!--«clerkId»-->", true)]
    [InlineData("<p>@* a *@ @* «clerkId» *@</p>", true)]
    [InlineData("@* a *@«clerkId»", false)]
    [InlineData("@* a *@ «clerkId» @* b *@", false)]
    [InlineData("<!-- a -->«clerkId»<!-- b -->", false)]
    [InlineData("«clerkId» @* a *@", false)]
    [InlineData("«clerkId»", false)]
    [InlineData("-->«clerkId»", false)]
    public void A_word_may_stand_in_a_comment_of_Razor_or_HTML(string marked, bool isComment)
    {
        var (text, word) = Read(marked);
        Assert.Equal(isComment, MarkupText.IsComment(text, word.Start));
    }

    private static (string Text, TextSpan Word) Read(string marked)
    {
        var start = marked.IndexOf('«', StringComparison.Ordinal);
        var end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        return (marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal), TextSpan.FromBounds(start, end));
    }
}
