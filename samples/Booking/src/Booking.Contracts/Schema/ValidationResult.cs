namespace Booking.Schema;

/// <summary>What is wrong with a request, by field. Nothing wrong: <see cref="IsValid"/>.</summary>
public sealed class ValidationResult
{
    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public bool IsValid => _errors.Count == 0;

    public IReadOnlyDictionary<string, string[]> Errors =>
        _errors.ToDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal);

    public ValidationResult Require(bool condition, string field, string message)
    {
        if (!condition)
        {
            if (!_errors.TryGetValue(field, out var messages))
                _errors.Add(field, messages = []);
            messages.Add(message);
        }
        return this;
    }
}
