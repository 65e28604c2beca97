using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>What XmlSerializer and data contracts write, and by which attribute it is named.</summary>
public sealed class XmlTests
{
    [Theory]
    [InlineData("object Do() => new XmlSerializer(typeof(User));", true, false)]
    [InlineData("XmlSerializer Do() => new(typeof(User));", true, false)]
    [InlineData("object Do() => new XmlSerializer(typeof(List<User>));", true, false)]
    [InlineData("object Do() => new XmlSerializer(typeof(Held));", true, false)]
    [InlineData("object Do(Type type) => new XmlSerializer(type);", false, false)]
    [InlineData("object Do() => new XmlSerializer(typeof(string));", false, false)]
    [InlineData("object Do() => new DataContractSerializer(typeof(User));", false, true)]
    [InlineData("object Do() => new DataContractJsonSerializer(typeof(User));", false, true)]
    [InlineData("object Do() => new DataContractSerializer(typeof(Contract));", false, false)]
    [InlineData("object Do() => new Lazy<object>(typeof(User)); // XmlSerializer", false, false)]
    [InlineData("object Do() => new Other(typeof(User)); class Other(Type type) { public Type Type => type; } // DataContract", false, false)]
    public async Task A_serializer_that_is_made_for_a_type_shows_it(string member, bool isXml, bool isPlainContract)
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged($$"""
            using System.Runtime.Serialization;
            using System.Runtime.Serialization.Json;
            using System.Xml.Serialization;
            public class User { public string ClerkUserId { get; set; } = ""; }
            public class Held { public User? User { get; set; } }
            [DataContract] public class Contract { }
            public class Place
            {
                public {{member}}
            }
            """));
        var xml = XmlTypes.Of(snapshot, CancellationToken.None);
        var user = SmallProgram.TypeOf(snapshot, "User");
        Assert.Equal((isXml, isPlainContract, false), (xml.IsXml(user), xml.IsPlainContract(user), XmlTypes.IsContract(user)));
    }

    [Fact]
    public async Task A_data_contract_names_its_members_itself()
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged("""
            using System.Runtime.Serialization;
            [DataContract] public class Contract { public object Do() => new DataContractSerializer(typeof(Contract)); }
            """));
        var contract = SmallProgram.TypeOf(snapshot, "Contract");
        Assert.True(XmlTypes.IsContract(contract));
        Assert.False(XmlTypes.Of(snapshot, CancellationToken.None).IsPlainContract(contract));
    }

    [Theory]
    [InlineData("[XmlRoot(\"u\")] public class User { public string Id { get; set; } = \"\"; }", true)]
    [InlineData("public class User { [XmlElement(\"i\")] public string Id { get; set; } = \"\"; }", true)]
    [InlineData("public class User { [Obsolete] public string Id { get; set; } = \"\"; }", false)]
    public async Task An_attribute_shows_it_too(string type, bool isXml)
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged("using System.Xml.Serialization;\n" + type));
        Assert.Equal(isXml, XmlTypes.Of(snapshot, CancellationToken.None).IsXml(SmallProgram.TypeOf(snapshot, "User")));
    }

    [Theory]
    [InlineData("public string Id { get; set; } = \"\";", "XmlElement")]
    [InlineData("public string Id = \"\";", "XmlElement")]
    [InlineData("public string[] Id { get; set; } = [];", "XmlArray")]
    [InlineData("public string[] Id = [];", "XmlArray")]
    [InlineData("public byte[] Id { get; set; } = [];", "XmlElement")]
    [InlineData("public List<string> Id { get; set; } = [];", "XmlArray")]
    [InlineData("public System.Collections.ArrayList Id { get; set; } = [];", "XmlArray")]
    [InlineData("public int Id { get; set; }", "XmlElement")]
    [InlineData("public string Id => \"\";", null)]
    [InlineData("public static string Id { get; set; } = \"\";", null)]
    [InlineData("internal string Id { get; set; } = \"\";", null)]
    [InlineData("public string this[int index] { get => \"\"; set { } }", null)]
    [InlineData("[XmlIgnore] public string Id { get; set; } = \"\";", null)]
    [InlineData("[XmlText] public string Id { get; set; } = \"\";", null)]
    [InlineData("[XmlAnyElement] public object? Id { get; set; }", null)]
    [InlineData("[XmlAnyAttribute] public object? Id { get; set; }", null)]
    [InlineData("[XmlAttribute] public string Id { get; set; } = \"\";", "XmlAttribute")]
    [InlineData("[XmlAttribute(Form = System.Xml.Schema.XmlSchemaForm.Qualified)] public string Id { get; set; } = \"\";", "XmlAttribute")]
    [InlineData("[XmlElement] public List<string> Id { get; set; } = [];", "XmlElement")]
    [InlineData("[XmlArray] public List<string> Id { get; set; } = [];", "XmlArray")]
    [InlineData("[XmlAttribute(\"i\")] public string Id { get; set; } = \"\";", null)]
    [InlineData("[XmlAttribute(AttributeName = \"i\")] public string Id { get; set; } = \"\";", null)]
    [InlineData("[XmlElement(\"i\")] public string Id { get; set; } = \"\";", null)]
    [InlineData("[XmlElement(ElementName = \"i\")] public string Id { get; set; } = \"\";", null)]
    [InlineData("[XmlArray(\"i\")] public List<string> Id { get; set; } = [];", null)]
    [InlineData("[XmlArray(ElementName = \"i\")] public List<string> Id { get; set; } = [];", null)]
    [InlineData("[XmlArrayItem(\"i\")] public List<string> Id { get; set; } = [];", "XmlArray")]
    public async Task A_member_that_is_named_after_itself_gets_the_attribute_of_its_kind(string member, string? attribute)
    {
        var snapshot = await SmallProgram.ReadAsync(Unchanged($"using System.Xml.Serialization;\npublic class User {{ {member} }}"));
        var declared = SmallProgram.TypeOf(snapshot, "User").GetMembers().First(symbol => symbol is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false });
        var pin = XmlTypes.PinOf(declared, "old");
        Assert.Equal(attribute is null ? null : new WirePin(ContractKind.Persisted, attribute, "System.Xml.Serialization", "old"), pin);
    }
}
