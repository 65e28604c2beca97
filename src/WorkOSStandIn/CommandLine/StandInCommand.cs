using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Clerk2WorkOS.Testing;

/// <summary>The options of the program.</summary>
internal sealed class StandInCommand : Command
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "The port on the loopback address; 0 takes a free one.",
        DefaultValueFactory = _ => 4010,
    };

    private readonly Option<string> _apiKey = new("--api-key") { Description = "The secret key that requests must carry; it begins with sk_." };

    private readonly Option<string> _clientId = new("--client-id") { Description = "The client id." };

    private readonly Option<string> _issuer = new("--issuer") { Description = "The issuer of the access tokens, if it is not to be the live one." };

    private readonly Option<string[]> _roles = new("--role")
    {
        Description = "A role beside admin and member, such as owner; can be given several times.",
    };

    private readonly Option<LimitSetting?> _limits = new("--limits")
    {
        Description = "The rate limits: on (the default), off, or a number that every allowance is multiplied by, such as 0.1.",
        HelpName = "on|off|FACTOR",
        CustomParser = ParseLimits,
    };

    private readonly Option<bool> _noRetryAfter = new("--no-retry-after") { Description = "Answers 429 without the header Retry-After." };

    private readonly Option<FileInfo> _seed = new("--seed") { Description = "A JSON file with organizations and users to begin with.", HelpName = "FILE" };

    public StandInCommand()
        : base(StandInProgram.Name, "A WorkOS on this machine: as strict as the live API, in memory, with mails to look into and faults on demand (/_standin/mails, /_standin/faults).")
    {
        Add(new HelpOption());
        foreach (var option in new Option[] { _port, _apiKey, _clientId, _issuer, _roles, _limits, _noRetryAfter, _seed })
            Add(option);
    }

    public WorkOSStandInOptions Read(ParseResult parsed)
    {
        var options = new WorkOSStandInOptions { Port = parsed.GetValue(_port) };
        options.ApiKey = parsed.GetValue(_apiKey) ?? options.ApiKey;
        options.ClientId = parsed.GetValue(_clientId) ?? options.ClientId;
        options.Issuer = parsed.GetValue(_issuer);
        (options.EnforceLimits, options.LimitScale) = parsed.GetValue(_limits) ?? new LimitSetting(true, 1);
        options.SendRetryAfter = !parsed.GetValue(_noRetryAfter);
        foreach (var slug in parsed.GetValue(_roles) ?? [])
        {
            if (options.Roles.All(role => role.Slug != slug))
                options.Roles.Add(new StandInRole(slug));
        }

        return options;
    }

    public FileInfo? SeedOf(ParseResult parsed) => parsed.GetValue(_seed);

    private static LimitSetting? ParseLimits(ArgumentResult result)
    {
        switch (result.Tokens)
        {
            case [{ Value: "on" }]:
                return new LimitSetting(true, 1);
            case [{ Value: "off" }]:
                return new LimitSetting(false, 1);
            case [var token] when double.TryParse(token.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale) && scale > 0:
                return new LimitSetting(true, scale);
            default:
                result.AddError($"--limits takes on, off or a number above 0, not '{string.Join(' ', result.Tokens.Select(token => token.Value))}'.");
                return null;
        }
    }

    internal sealed record LimitSetting(bool Enforce, double Scale);
}
