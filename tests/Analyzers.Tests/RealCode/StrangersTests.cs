namespace Clerk2WorkOS.Analyzers.Tests.RealCode;

/// <summary>In other people's solutions no rule has anything to say, as the compiler sees them: one project after the other, what it refers to as metadata.</summary>
public class StrangersTests
{
    public static TheoryData<string> Solutions => [.. Strangers.All.Keys];

    [Theory]
    [MemberData(nameof(Solutions))]
    public async Task Nothing_is_reported(string solution)
    {
        var before = new List<StrangersProject>();
        foreach (var project in Strangers.All[solution])
        {
            var seen = before.Aggregate(RuleProject.Of(project.Text), (rules, library) => rules.Referring(library.Text, name: library.Name));
            await seen.Shows();
            before.Add(project);
        }
    }
}
