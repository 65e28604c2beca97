using Clerk2WorkOS.Sql;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>Says in a sentence what is wrong with the options; never what the connection string is.</summary>
internal sealed class CutoverGateOptionsValidator : IValidateOptions<CutoverGateOptions>
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(800);

    public ValidateOptionsResult Validate(string? name, CutoverGateOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(CutoverGateOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            yield return "CutoverGateOptions.ConnectionString is missing: the gate stands in the side's own database.";
        else if (ConnectionText.Problem("CutoverGateOptions.ConnectionString", options.ConnectionString) is { } problem)
            yield return problem;
        if (options.PollInterval < ShortestPoll || options.PollInterval > LongestPoll)
            yield return "CutoverGateOptions.PollInterval must be from 20 to 800 milliseconds, so that every instance follows within a second.";
        if (options.LongestHold < TimeSpan.Zero || options.LongestHold > TimeSpan.FromMinutes(1))
            yield return "CutoverGateOptions.LongestHold must be from nothing to a minute.";
        if (options.LongestKeptBody < 0)
            yield return "CutoverGateOptions.LongestKeptBody must not be negative.";
        if (options.PeerAddress is { } peer && (!peer.IsAbsoluteUri || peer.Scheme is not ("https" or "http") || peer.UserInfo.Length > 0 || peer.Query.Length > 0))
            yield return "CutoverGateOptions.PeerAddress must be an address such as https://new.example.com.";
        if (options.PeerProbePaths.Count == 0 || options.PeerProbePaths.Any(path => !path.HasValue))
            yield return "CutoverGateOptions.PeerProbePaths must name at least one path, and no empty one: the operator has to know whether the other side answers.";
        if (options.MaintenancePage is { } page && !File.Exists(page))
            yield return "CutoverGateOptions.MaintenancePage names no file.";
        if (options.IsWrite is null)
            yield return "CutoverGateOptions.IsWrite is null.";
    }
}
