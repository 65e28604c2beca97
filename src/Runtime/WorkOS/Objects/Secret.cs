namespace Clerk2WorkOS.WorkOS;

/// <summary>A value that must not be seen: a password, its hash, a TOTP secret, a code, a token.</summary>
/// <remarks>
/// It prints as <c>***</c> in logs, messages and debuggers, has no property that a destructuring logger could read, and
/// serializes to nothing outside of the calls to WorkOS. <see cref="Reveal"/> is the only way to it.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("***")]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <summary>Wraps the value.</summary>
    /// <param name="value">Anything but null or empty.</param>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The value itself. Whoever calls this answers for where it goes.</summary>
    public string Reveal() => _value;

    /// <summary>Three asterisks, whatever the value.</summary>
    public override string ToString() => "***";

    /// <summary>True if both hold the same value.</summary>
    public bool Equals(Secret? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    /// <summary>Wraps a string; there is no way back but <see cref="Reveal"/>.</summary>
    public static implicit operator Secret(string value) => new(value);
}
