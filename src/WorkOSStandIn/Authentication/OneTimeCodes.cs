using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Clerk2WorkOS.Testing;

/// <summary>A secret that is good once: a Magic Auth or verification code, or the token of a password reset.</summary>
internal sealed class OneTimeCode(string id, StoredUser user, string secret, DateTimeOffset createdAt, DateTimeOffset expiresAt)
{
    public string Id { get; } = id;

    public string UserId { get; } = user.Id;

    public string Email { get; } = user.Email;

    public string Secret { get; } = secret;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>Under the environment's gate.</summary>
    public bool Used { get; set; }

    /// <summary>How often a wrong code was tried against it; under the environment's gate.</summary>
    public int WrongTries { get; set; }
}

/// <summary>A sign-in that waits for something: the choice of an organization, a verified address.</summary>
internal sealed record PendingSignIn(string Token, string UserId, DateTimeOffset ExpiresAt, SignInAttempt Attempt);

/// <summary>All secrets that are good once. Used under the environment's gate.</summary>
internal sealed class OneTimeCodes(object gate)
{
    private readonly Dictionary<MailKind, Dictionary<string, OneTimeCode>> _byId = [];
    private readonly Dictionary<(MailKind Kind, string UserId), OneTimeCode> _newest = [];
    private readonly Dictionary<string, OneTimeCode> _resets = [];
    private readonly Dictionary<string, PendingSignIn> _pending = [];

    /// <summary>Six digits.</summary>
    public static string NewDigits() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>25 letters and digits.</summary>
    public static string NewToken() =>
        RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 25);

    public void Add(MailKind kind, OneTimeCode code)
    {
        lock (gate)
        {
            if (!_byId.TryGetValue(kind, out var codes))
                _byId.Add(kind, codes = []);
            codes.Add(code.Id, code);
            _newest[(kind, code.UserId)] = code;
            if (kind == MailKind.PasswordReset)
                _resets.Add(code.Secret, code);
        }
    }

    public OneTimeCode? Find(MailKind kind, string id)
    {
        lock (gate)
            return _byId.TryGetValue(kind, out var codes) ? codes.GetValueOrDefault(id) : null;
    }

    /// <summary>A new code takes the place of those before it.</summary>
    public OneTimeCode? Newest(MailKind kind, string userId) => _newest.GetValueOrDefault((kind, userId));

    public OneTimeCode? FindReset(string token) => _resets.GetValueOrDefault(token);

    public void Add(PendingSignIn pending) => _pending.Add(pending.Token, pending);

    public bool TryFindPending(string token, DateTimeOffset now, [NotNullWhen(true)] out PendingSignIn? pending) =>
        _pending.TryGetValue(token, out pending) && pending.ExpiresAt > now;

    public void Remove(PendingSignIn pending) => _pending.Remove(pending.Token);

    public void Forget(string userId)
    {
        foreach (var codes in _byId.Values)
        {
            foreach (var code in codes.Values.Where(code => code.UserId == userId).ToArray())
            {
                codes.Remove(code.Id);
                _resets.Remove(code.Secret);
            }
        }

        foreach (var kind in Enum.GetValues<MailKind>())
            _newest.Remove((kind, userId));
        foreach (var pending in _pending.Values.Where(pending => pending.UserId == userId).ToArray())
            _pending.Remove(pending.Token);
    }
}
