using System.Security.Cryptography;
using System.Text;

namespace Clerk2WorkOS.Testing;

/// <summary>Whether a six-digit code is the newest one, in time, unused and not tried too often. Called under the environment's gate.</summary>
internal static class CodeCheck
{
    public const int MostWrongTries = 5;

    public static readonly Answer Invalid = Refusal.BadRequest("invalid_one_time_code", "The code is invalid.");

    /// <summary>None when the code is right; then it is used up.</summary>
    public static Answer? Redeem(WorkOSEnvironment environment, MailKind kind, StoredUser user, string digits) =>
        Problem(environment, kind, user, digits) switch
        {
            CodeProblem.None => null,
            CodeProblem.Expired => Refusal.BadRequest("one_time_code_expired", "The code has expired."),
            CodeProblem.Used => Refusal.BadRequest("one_time_code_previously_used", "The code was already used."),
            CodeProblem.TooManyTries => Refusal.BadRequest("one_time_code_too_many_attempts", "Too many attempts."),
            _ => Invalid,
        };

    public static CodeProblem Problem(WorkOSEnvironment environment, MailKind kind, StoredUser user, string digits)
    {
        // A code that went to an address which the user no longer has proves nothing.
        if (environment.Codes.Newest(kind, user.Id) is not { } code || !string.Equals(code.Email, user.Email, StringComparison.OrdinalIgnoreCase))
            return CodeProblem.Wrong;
        if (code.WrongTries >= MostWrongTries)
            return CodeProblem.TooManyTries;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(digits), Encoding.UTF8.GetBytes(code.Secret)))
        {
            code.WrongTries++;
            return CodeProblem.Wrong;
        }

        if (code.Used)
            return CodeProblem.Used;
        if (environment.Clock.GetUtcNow() >= code.ExpiresAt)
            return CodeProblem.Expired;
        code.Used = true;
        return CodeProblem.None;
    }
}

/// <summary>What is wrong with a code.</summary>
internal enum CodeProblem
{
    None,
    Wrong,
    Expired,
    Used,
    TooManyTries,
}
