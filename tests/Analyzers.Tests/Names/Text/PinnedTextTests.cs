using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tests.Names.Text;

/// <summary>A string that pins a name pins one in JSON, or one of something else.</summary>
public class PinnedTextTests
{
    [Theory]
    [InlineData("[JsonPropertyName(\"x\")] class C;", true, true)]
    [InlineData("[JsonPropertyNameAttribute(\"x\")] class C;", true, true)]
    [InlineData("[JsonProperty(PropertyName = \"x\")] class C;", true, true)]
    [InlineData("[JsonStringEnumMemberName(\"x\")] class C;", true, true)]
    [InlineData("[DataMember(Name = \"x\")] class C;", true, true)]
    [InlineData("[EnumMember(Value = \"x\")] class C;", true, false)]
    [InlineData("[Column(\"x\")] class C;", true, false)]
    [InlineData("[BsonElement(\"x\")] class C;", true, false)]
    [InlineData("[XmlElement(\"x\")] class C;", true, false)]
    [InlineData("[Xml(\"x\")] class C;", true, false)]
    [InlineData("[Description(\"x\")] class C;", false, false)]
    [InlineData("[JsonConverter(\"x\")] class C;", false, true)]
    [InlineData("[Index(\"x\")] class C;", false, false)]
    [InlineData("[Index(Name = \"x\")] class C;", true, false)]
    [InlineData("[SuppressMessage(\"x\")] class C;", false, false)]
    [InlineData("[SuppressMessage(\"x\", \"C2W101\")] class C;", true, false)]
    [InlineData("[SuppressMessage(\"x\", \"C2W103\")] class C;", false, false)]
    [InlineData("[Other(\"x\", \"C2W101\")] class C;", false, false)]
    [InlineData("e.HasJsonPropertyName(\"x\");", true, true)]
    [InlineData("e.ToJson(\"x\");", true, true)]
    [InlineData("e.HasColumnName(\"x\");", true, false)]
    [InlineData("e?.HasColumnName(\"x\");", true, false)]
    [InlineData("HasColumnName((\"x\"));", true, false)]
    [InlineData("new HasColumnName(\"x\");", false, false)]
    [InlineData("e.Property(\"x\");", false, false)]
    [InlineData("e.Json(\"x\");", false, true)]
    [InlineData("_ = \"x\";", false, false)]
    public void A_name_is_pinned_by_what_takes_the_string(string code, bool isPinned, bool isJson)
    {
        var text = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().First();
        Assert.Equal(isPinned, PinnedText.Is(text));
        Assert.Equal(isJson, PinnedText.IsJson(text));
    }
}
