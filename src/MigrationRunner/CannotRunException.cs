namespace Clerk2WorkOS.MigrationRunner;

/// <summary>The command cannot run; the message is the one sentence that its user reads, and the exit code is 2.</summary>
internal sealed class CannotRunException(string sentence, Exception? cause = null) : Exception(sentence, cause);
