using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Tokens;

/// <summary>The rules as the configuration has them now. One that cannot be used signs nobody out: the last good one stays.</summary>
internal sealed partial class HandOverSetting(
    IOptionsMonitor<ClerkHandOverOptions> monitor, ClerkHandOverOptionsValidator validator, IHttpClientFactory clients, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<HandOverSetting>();
    private readonly object _lock = new();
    private volatile HandOverRules? _rules;
    private string? _refused;

    /// <summary>Null while Clerk's tokens are not accepted.</summary>
    /// <exception cref="OptionsValidationException">The first ones that are asked for cannot be used.</exception>
    public HandOverRules? Rules
    {
        get
        {
            var rules = _rules;
            try
            {
                var options = monitor.CurrentValue;
                rules = rules is not null && ReferenceEquals(rules.Options, options) ? rules : Make(options);
            }
            catch (Exception refusal) when (rules is not null && refusal is OptionsValidationException or InvalidOperationException)
            {
                // The latter from a value that cannot be read at all. Said once, not for each request.
                if (Interlocked.Exchange(ref _refused, refusal.Message) != refusal.Message)
                    LogKept(refusal.Message);
            }

            return rules!.Options.Enabled ? rules : null;
        }
    }

    private HandOverRules Make(ClerkHandOverOptions options)
    {
        lock (_lock)
        {
            if (_rules is { } made && ReferenceEquals(made.Options, options))
                return made;
            // Not by the monitor: whoever reloads the configuration would get the exception.
            if (validator.Validate(null, options) is { Failed: true, Failures: var failures })
                throw new OptionsValidationException(Options.DefaultName, typeof(ClerkHandOverOptions), failures);
            _refused = null;
            if (!options.Enabled)
                return _rules = new HandOverRules(options, Nowhere, Handler(Nowhere));
            var source = options.KeySource;
            // Keys that are known stay known, unless they are looked for elsewhere now.
            var handler = _rules is { } before && before.Source == source ? before.Handler : Handler(source);
            return _rules = new HandOverRules(options, source, handler);
        }
    }

    private static SigningKeySource Nowhere { get; } = new("Clerk", new Uri("about:blank"), default, default, default);

    private KeyedTokenHandler Handler(SigningKeySource source) => new(new SigningKeys(clients, source, time, loggers.CreateLogger<SigningKeys>()));

    [LoggerMessage(EventId = 222, Level = LogLevel.Error, Message = "The new setting of the hand-over from Clerk's tokens is not used, and what was set before stays: {Reason}")]
    private partial void LogKept(string reason);
}
