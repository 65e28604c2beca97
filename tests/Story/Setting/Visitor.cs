using System.Net;
using System.Text.RegularExpressions;
using Clerk2WorkOS.BookingSeed;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>Somebody with a browser that keeps cookies, follows redirects and fills in forms, and has no script.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;
    private Uri _here;
    private string _page = "";

    public Visitor(Uri application)
    {
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = application };
        _here = application;
    }

    /// <summary>The path of the page that is shown.</summary>
    public string Here => _here.AbsolutePath;

    /// <summary>The page, as text with its markup.</summary>
    public string Page => WebUtility.HtmlDecode(_page);

    public HttpClient Http => _http;

    /// <summary>Somebody who has signed in with a mailed code, to their own organization where there are several.</summary>
    public static async Task<Visitor> SignedInAsync(StoryWorld world, Person person)
    {
        var visitor = new Visitor(world.Application.Address);
        await visitor.OpenAsync("/sign-in/code");
        await visitor.SendAsync(new() { ["Email"] = person.Email }, handler: "Mail");
        await visitor.OpenAsync("/sign-in/code");
        await visitor.SendAsync(new() { ["Email"] = person.Email, ["Code"] = MailedLink.CodeTo(world, person.Email) });
        if (visitor.Page.Contains("Where do you work now?", StringComparison.Ordinal))
        {
            var personal = Regex.Match(visitor.Page, "value=\"(org_[^\"]+)\">[^<]*'s Account<").Groups[1].Value;
            var pending = Regex.Match(visitor.Page, "name=\"pendingToken\" value=\"([^\"]+)\"").Groups[1].Value;
            await visitor.SendAsync(new() { ["pendingToken"] = pending, ["organizationId"] = personal }, handler: "Organization");
        }

        Assert.Equal("/dashboard", visitor.Here);
        return visitor;
    }

    public async Task<Visitor> OpenAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        return await ShowAsync(answer);
    }

    /// <summary>Fills in the form of the page that is shown, and sends it.</summary>
    /// <param name="fields">What is typed in, and chosen.</param>
    /// <param name="handler">The button or form, where there are several.</param>
    public async Task<Visitor> SendAsync(Dictionary<string, string> fields, string? handler = null)
    {
        if (Token().Match(_page) is { Success: true } token)
            fields["__RequestVerificationToken"] = token.Groups[1].Value;
        var to = handler is null ? _here : new Uri(_here, Regex.Match(Page, $"action=\"([^\"]*handler={handler}[^\"]*)\"").Groups[1].Value);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(to, content);
        return await ShowAsync(answer);
    }

    /// <summary>Signs in with address and password.</summary>
    public async Task<Visitor> SignInAsync(string email, string password)
    {
        await OpenAsync("/sign-in");
        return await SendAsync(new() { ["Email"] = email, ["Password"] = password });
    }

    /// <summary>The values of a field that can be chosen from.</summary>
    public IReadOnlyList<string> Choices(string name) =>
        [.. Regex.Matches(Page, $"""name="{Regex.Escape(name)}" value="([^"]*)" """.TrimEnd()).Select(match => match.Groups[1].Value)];

    public void Dispose() => _http.Dispose();

    private async Task<Visitor> ShowAsync(HttpResponseMessage answer)
    {
        _page = await answer.Content.ReadAsStringAsync();
        _here = answer.RequestMessage!.RequestUri!;
        return answer.IsSuccessStatusCode ? this : throw new HttpRequestException($"{_here}: {(int)answer.StatusCode}\n{_page}");
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}
