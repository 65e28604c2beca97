namespace Booking.Server;

/// <summary>What a server action gives back: a value, or the reason why there is none.</summary>
public readonly record struct Outcome<T>(T? Value, string? Error)
{
    public bool Succeeded => Error is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static Outcome<T> Fail(string error) => new(default, error);
}
