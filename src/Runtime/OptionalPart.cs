using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS;

/// <summary>That a part of the library was asked for by name, so that a host without what it takes must not start.</summary>
internal sealed class PartIsWanted<TOptions>;

/// <summary>Whether an application has a part that it may do without.</summary>
internal static class OptionalPart
{
    /// <summary>True if the part was asked for by name, or if somebody has set its options: an application that uses another part alone has said nothing about this one, and need not.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="isUntouched">Whether nothing is set in the options that the part could not do without.</param>
    public static bool HasPart<TOptions>(this IServiceProvider services, Func<TOptions, bool> isUntouched)
        where TOptions : class, new()
    {
        if (services.GetService<PartIsWanted<TOptions>>() is not null)
            return true;
        var options = new TOptions();
        foreach (var configure in services.GetServices<IConfigureOptions<TOptions>>())
            configure.Configure(options);
        return !isUntouched(options);
    }
}
