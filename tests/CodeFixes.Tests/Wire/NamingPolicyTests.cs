using System.Globalization;
using System.Text.Json;
using EFCore.NamingConventions.Internal;
using Newtonsoft.Json.Serialization;

namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>A kept name is the one that the library itself would have written.</summary>
public sealed class NamingPolicyTests
{
    private static readonly string[] Names =
    [
        "", "a", "A", "aB", "Ab", "AB", "ABC", "ABc", "Abc", "aBC", "ClerkUserId", "clerkUserId", "ClerkUserID", "ClerkUSERId", "IDClerk", "XMLHttpRequest", "Clerk2User", "Clerk2user",
        "ClerkUser2", "CLERK2", "A1B", "A1b", "AB1", "1A", "1a", "clerk_user_id", "Clerk_UserId", "Clerk_User_Id", "CLERK_USER_ID", "_clerkUserId", "_ClerkUserId", "__Id", "Id_", "A_B", "A_b", "aB_c", "Ab_C",
        "AB_C", "É", "ÉCole", "éCole", "CaféId", "ǅId", "Aǅa", "aǅa", "Clerk٣Id", "AʰB", "AʰBc", "ʰX", "ⅣId", "aⅣ", "日本Id", "A日b", "AB日",
    ];

    private static readonly (string Policy, Func<string, string> Library)[] Libraries =
    [
        (nameof(NamingPolicy.AsWritten), name => name),
        (nameof(NamingPolicy.CamelCase), JsonNamingPolicy.CamelCase.ConvertName),
        (nameof(NamingPolicy.SnakeCaseLower), JsonNamingPolicy.SnakeCaseLower.ConvertName),
        (nameof(NamingPolicy.SnakeCaseUpper), JsonNamingPolicy.SnakeCaseUpper.ConvertName),
        (nameof(NamingPolicy.KebabCaseLower), JsonNamingPolicy.KebabCaseLower.ConvertName),
        (nameof(NamingPolicy.KebabCaseUpper), JsonNamingPolicy.KebabCaseUpper.ConvertName),
        (nameof(NamingPolicy.NewtonsoftSnakeCase), name => new SnakeCaseNamingStrategy().GetPropertyName(name, hasSpecifiedName: false)),
        (nameof(NamingPolicy.NewtonsoftKebabCase), name => new KebabCaseNamingStrategy().GetPropertyName(name, hasSpecifiedName: false)),
        (nameof(NamingPolicy.ColumnSnakeCase), new SnakeCaseNameRewriter(CultureInfo.InvariantCulture).RewriteName),
        (nameof(NamingPolicy.ColumnUpperSnakeCase), new UpperSnakeCaseNameRewriter(CultureInfo.InvariantCulture).RewriteName),
        (nameof(NamingPolicy.FirstLetterLower), name => name.Length == 0 ? "" : new CamelCaseNameRewriter(CultureInfo.InvariantCulture).RewriteName(name)),
        (nameof(NamingPolicy.Lower), new LowerCaseNameRewriter(CultureInfo.InvariantCulture).RewriteName),
        (nameof(NamingPolicy.Upper), new UpperCaseNameRewriter(CultureInfo.InvariantCulture).RewriteName),
    ];

    public static TheoryData<string> Policies => [.. Libraries.Select(library => library.Policy)];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_name_is_what_the_library_makes_of_it(string policy)
    {
        var library = Libraries.Single(library => library.Policy == policy).Library;
        Assert.Equal(Names.Select(name => $"{name}: {library(name)}"), Names.Select(name => $"{name}: {Enum.Parse<NamingPolicy>(policy).Apply(name)}"));
    }

    [Fact]
    public void Newtonsofts_camel_case_is_the_one_of_System_Text_Json() =>
        Assert.Equal(Names.Select(name => $"{name}: {new CamelCaseNamingStrategy().GetPropertyName(name, hasSpecifiedName: false)}"), Names.Select(name => $"{name}: {NamingPolicy.CamelCase.Apply(name)}"));

    [Fact]
    public void A_policy_that_nobody_knows_says_no_name() => Assert.Null(NamingPolicy.Unknown.Apply("ClerkUserId"));

    [Theory]
    [InlineData("Unspecified", nameof(NamingPolicy.AsWritten))]
    [InlineData("CamelCase", nameof(NamingPolicy.CamelCase))]
    [InlineData("SnakeCaseLower", nameof(NamingPolicy.SnakeCaseLower))]
    [InlineData("SnakeCaseUpper", nameof(NamingPolicy.SnakeCaseUpper))]
    [InlineData("KebabCaseLower", nameof(NamingPolicy.KebabCaseLower))]
    [InlineData("KebabCaseUpper", nameof(NamingPolicy.KebabCaseUpper))]
    [InlineData("Shout", nameof(NamingPolicy.Unknown))]
    public void A_member_of_System_Text_Json_names_its_policy(string member, string policy) => Assert.Equal(policy, JsonOptionsReading.OfMember(member).ToString());

    [Theory]
    [InlineData("DefaultContractResolver", nameof(NamingPolicy.AsWritten))]
    [InlineData("DefaultNamingStrategy", nameof(NamingPolicy.AsWritten))]
    [InlineData("CamelCasePropertyNamesContractResolver", nameof(NamingPolicy.CamelCase))]
    [InlineData("CamelCaseNamingStrategy", nameof(NamingPolicy.CamelCase))]
    [InlineData("SnakeCaseNamingStrategy", nameof(NamingPolicy.NewtonsoftSnakeCase))]
    [InlineData("KebabCaseNamingStrategy", nameof(NamingPolicy.NewtonsoftKebabCase))]
    [InlineData("OurNamingStrategy", nameof(NamingPolicy.Unknown))]
    [InlineData(null, nameof(NamingPolicy.Unknown))]
    public void A_type_of_Newtonsoft_names_its_policy(string? type, string policy) => Assert.Equal(policy, JsonOptionsReading.OfStrategy(type).ToString());
}
