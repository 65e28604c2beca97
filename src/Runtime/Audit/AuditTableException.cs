namespace Clerk2WorkOS.Audit;

/// <summary>The audit table is missing, or events cannot be written to it exactly once. The message says what to do.</summary>
internal sealed class AuditTableException(string message) : Exception(message);
