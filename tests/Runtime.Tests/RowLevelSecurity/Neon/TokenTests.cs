using System.Security.Cryptography;
using System.Text.Json;
using Clerk2WorkOS.RowLevelSecurity.Neon;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Neon;

public sealed class TokenTests : IAsyncLifetime
{
    private TemplatedWorkOS _workos = null!;

    public async Task InitializeAsync() => _workos = await TemplatedWorkOS.StartAsync();

    public Task DisposeAsync() => _workos.DisposeAsync().AsTask();

    [Theory]
    [InlineData("""{"role": "authenticated", "user_role": {{organization_membership.role}}}""", ".role", NeonVerdict.Fine)]
    [InlineData("""{"note": "a \"quoted\" {{ user.email }} and \\", "access": {"role": "authenticated"}}""", ".access.role", NeonVerdict.Fine)]
    [InlineData("""{"https://example.com/role": "authenticated"}""", ".\"https://example.com/role\"", NeonVerdict.Fine)]
    [InlineData("""{"database_role": "authenticated"}""", ".role", NeonVerdict.Problem)]
    [InlineData("""{"role": {{ user.metadata.role || 'authenticated' }}}""", ".role", NeonVerdict.Problem)]
    [InlineData("""{"role": "{{ organization_membership.role }}"}""", ".role", NeonVerdict.Problem)]
    [InlineData("""{"role": "c2w_service"}""", ".role", NeonVerdict.Problem)]
    [InlineData("""{"role": ["authenticated"]}""", ".role", NeonVerdict.Problem)]
    [InlineData("""{"user": {{ user.metadata }}}""", ".user.role", NeonVerdict.Problem)]
    [InlineData("""{"role": "authenticated" """, ".role", NeonVerdict.Problem)]
    [InlineData("""{"role": "{{ """, ".role", NeonVerdict.Problem)]
    public async Task A_template_gives_the_role_or_not(string template, string roleClaim, NeonVerdict verdict)
    {
        Assert.Equal((verdict, NeonFinding.Role), (WorkOSJwtTemplate.Judge(template, roleClaim).Verdict, WorkOSJwtTemplate.Judge(template, roleClaim).About));
        _workos.Template = template;
        using var tokens = Tokens(roleClaim);
        Assert.Equal(verdict, (await tokens.CheckTemplateAsync(TemplatedWorkOS.ApiKey)).Verdict);
    }

    [Theory]
    [InlineData(".role")]
    [InlineData(".database_role")]
    [InlineData(".\"https://example.com/access\".role")]
    public void The_template_that_is_shown_gives_the_role(string roleClaim) =>
        Assert.Equal(NeonVerdict.Fine, WorkOSJwtTemplate.Judge(WorkOSJwtTemplate.Text(roleClaim, "booking"), roleClaim).Verdict);

    [Fact]
    public void The_role_in_the_organization_goes_on_under_the_name_that_workos_documents() => Assert.Equal(
        """{"role":"authenticated","user_role":{{organization_membership.role}},"aud":"booking"}""", string.Concat(WorkOSJwtTemplate.Text(".role", "booking").Where(letter => !char.IsWhiteSpace(letter))));

    [Fact]
    public async Task Without_a_template_tokens_name_the_role_in_the_organization()
    {
        _workos.Template = null;
        using var tokens = Tokens();
        var finding = await tokens.CheckTemplateAsync(TemplatedWorkOS.ApiKey);
        Assert.Equal(NeonVerdict.Problem, finding.Verdict);
        Assert.Contains("'member' for example", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_looked_at_is_no_proof()
    {
        using var tokens = Tokens();
        Assert.Equal(new NeonFinding(NeonVerdict.Note, "JWT template", "It could not be looked at: WorkOS refuses the API key."), await tokens.CheckTemplateAsync("sk_wrong"));
        foreach (var (status, body) in new[] { (500, "{}"), (200, "<html>"), (200, "{}"), (200, "[]"), (302, "") })
        {
            _workos.Instead = (status, body);
            Assert.Equal(NeonVerdict.Note, (await tokens.CheckTemplateAsync(TemplatedWorkOS.ApiKey)).Verdict);
        }
    }

    [Fact]
    public async Task A_token_as_it_has_to_be()
    {
        using var tokens = Tokens();
        Assert.Equal([(NeonVerdict.Fine, "sample token"), (NeonVerdict.Fine, NeonFinding.Role)], (await tokens.CheckTokenAsync($" {_workos.Token()}\n")).Select(finding => (finding.Verdict, finding.About)));
    }

    [Theory]
    [InlineData("role", "member", NeonVerdict.Problem, "names 'member' at .role")]
    [InlineData("role", "c2w_service", NeonVerdict.Problem, "names 'c2w_service'")]
    [InlineData("role", null, NeonVerdict.Problem, "no text at .role")]
    [InlineData("sub", null, NeonVerdict.Problem, "no 'sub'")]
    [InlineData("org_id", null, NeonVerdict.Note, "no 'org_id'")]
    [InlineData("iss", "https://auth.example.com", NeonVerdict.Note, "a custom domain")]
    [InlineData("aud", "elsewhere", NeonVerdict.Problem, "another audience")]
    [InlineData("exp", 1_700_000_000L, NeonVerdict.Note, "expired")]
    public async Task A_token_that_is_not(string claim, object? value, NeonVerdict verdict, string sentence)
    {
        using var tokens = Tokens(audience: claim == "aud" ? "booking" : null);
        var findings = await tokens.CheckTokenAsync(_workos.Token(claims =>
        {
            if (value is null)
                claims.Remove(claim);
            else
                claims[claim] = value;
        }));
        Assert.Contains(sentence, Assert.Single(findings, finding => finding.Verdict == verdict).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_somebody_elses_key_proves_nothing()
    {
        using var key = RSA.Create(2048);
        using var tokens = Tokens();
        var findings = await tokens.CheckTokenAsync(_workos.Token(claims => claims["iss"] = "https://able-fox-1.clerk.accounts.dev", key));
        Assert.Equal(2, findings.Count(finding => finding.Verdict == NeonVerdict.Problem));
        Assert.DoesNotContain(findings, finding => finding.Verdict == NeonVerdict.Fine);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.W10.c2ln")]
    public async Task What_is_no_token_is_not_quoted(string token)
    {
        using var tokens = Tokens();
        Assert.All(await tokens.CheckTokenAsync(token), finding => Assert.DoesNotContain("secret", finding.Sentence, StringComparison.Ordinal));
        Assert.DoesNotContain(await tokens.CheckTokenAsync(token), finding => finding.Verdict == NeonVerdict.Fine);
    }

    [Fact]
    public async Task No_finding_has_a_token_in_it()
    {
        var token = _workos.Token();
        using var tokens = Tokens();
        Assert.DoesNotContain(token.Split('.')[1], JsonSerializer.Serialize(await tokens.CheckTokenAsync(token)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "", NeonVerdict.Problem)]
    [InlineData(503, "", NeonVerdict.Note)]
    [InlineData(200, "<html>", NeonVerdict.Problem)]
    [InlineData(200, """{"keys":[]}""", NeonVerdict.Problem)]
    public async Task Keys_that_are_not_there_are_noticed_and_the_signature_is_said_to_be_unchecked(int status, string body, NeonVerdict verdict)
    {
        var token = _workos.Token();
        _workos.Instead = (status, body);
        using var tokens = Tokens();
        Assert.Equal(verdict, (await tokens.CheckKeysAsync()).Verdict);
        var findings = await tokens.CheckTokenAsync(token);
        Assert.Contains("signature was not checked", findings[0].Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, finding => finding.Verdict == NeonVerdict.Fine);
    }

    [Fact]
    public async Task A_workos_that_is_not_reached_is_said()
    {
        var target = Target();
        await _workos.DisposeAsync();
        using var tokens = new WorkOSTokens(target);
        Assert.Equal(NeonVerdict.Note, (await tokens.CheckKeysAsync()).Verdict);
        Assert.Equal(NeonVerdict.Note, (await tokens.CheckTemplateAsync(TemplatedWorkOS.ApiKey)).Verdict);
        _workos = await TemplatedWorkOS.StartAsync();
    }

    private WorkOSTokens Tokens(string roleClaim = ".role", string? audience = null) => new(Target(roleClaim, audience));

    private NeonTarget Target(string roleClaim = ".role", string? audience = null) => new()
    {
        ProjectId = StandInNeon.Project,
        Database = "booking",
        ClientId = TemplatedWorkOS.ClientId,
        WorkOSAddress = _workos.Address,
        RoleClaim = roleClaim,
        Audience = audience,
    };
}
