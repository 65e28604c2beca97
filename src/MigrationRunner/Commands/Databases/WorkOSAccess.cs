using System.CommandLine;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>How a command speaks with WorkOS: the key from the environment alone, the address from an option as well.</summary>
internal sealed class WorkOSAccess
{
    private const string KeyVariable = "WORKOS_API_KEY";
    private const string AddressVariable = "WORKOS_BASE_URL";

    private readonly Option<string?> _address = new("--workos-url")
    {
        Description = $"Where WorkOS is, for a stand-in. Default: the variable {AddressVariable}, else https://api.workos.com. The key is the variable {KeyVariable}.",
        HelpName = "URL",
    };

    private readonly Option<string> _role = new("--role")
    {
        Description = "The slug of the role that people get in their own organization; the environment must have it.",
        HelpName = "SLUG",
        DefaultValueFactory = _ => "owner",
    };

    private readonly Option<bool> _unlimited = new("--no-limits")
    {
        Description = "Do not keep to WorkOS's rate limits: for a stand-in that has none.",
    };

    public void AddTo(Command command)
    {
        command.Add(_address);
        command.Add(_role);
        command.Add(_unlimited);
    }

    public string Role(ParseResult parsed) => parsed.GetRequiredValue(_role);

    /// <summary>Where the calls go, for people.</summary>
    public Uri Address(ParseResult parsed, Surroundings surroundings)
    {
        var (text, origin) = parsed.GetValue(_address) is { } given ? (given, _address.Name) : (surroundings.Variable(AddressVariable), AddressVariable);
        if (string.IsNullOrEmpty(text))
            return new WorkOSOptions().BaseAddress;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.Scheme is "https" or "http"
            ? address : throw new CannotRunException($"{origin} is no address such as https://api.workos.com.");
    }

    public WorkOSLimits Limits(ParseResult parsed) => parsed.GetValue(_unlimited) ? WorkOSLimits.None() : new WorkOSLimits();

    /// <summary>A client; the caller disposes what it stands in.</summary>
    /// <exception cref="CannotRunException">There is no key, or the address is none.</exception>
    public ServiceProvider Connect(ParseResult parsed, Surroundings surroundings)
    {
        var address = Address(parsed, surroundings);
        var key = surroundings.Variable(KeyVariable);
        if (string.IsNullOrWhiteSpace(key))
            throw new CannotRunException($"The key of WorkOS is missing: set {KeyVariable}.");
        var limits = Limits(parsed);
        var services = new ServiceCollection().AddWorkOS(options =>
        {
            options.ApiKey = key;
            options.BaseAddress = address;
            options.RoleSlug = Role(parsed);
            options.Limits = limits;
        }).BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<WorkOSOptions>>().Value;
            return services;
        }
        catch (OptionsValidationException failure)
        {
            services.Dispose();
            throw new CannotRunException($"{KeyVariable} or {AddressVariable} will not do: {failure.Failures.First()}");
        }
    }
}
