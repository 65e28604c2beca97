namespace Clerk2WorkOS.Testing;

/// <summary>The mails that WorkOS would have sent, oldest first. Safe to read while requests are under way.</summary>
public sealed class Mailbox
{
    private readonly object _gate = new();
    private readonly List<SentMail> _mails = [];
    private TaskCompletionSource _arrival = NewArrival();

    internal Mailbox()
    {
    }

    /// <summary>All mails at this moment.</summary>
    public IReadOnlyList<SentMail> All
    {
        get
        {
            lock (_gate)
                return [.. _mails];
        }
    }

    /// <summary>How many mails were sent.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _mails.Count;
        }
    }

    /// <summary>The mails to an address, compared without case, oldest first.</summary>
    public IReadOnlyList<SentMail> To(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        lock (_gate)
            return [.. _mails.Where(mail => string.Equals(mail.To, email, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>The newest mail of that kind to an address, or none.</summary>
    public SentMail? Newest(string email, MailKind kind) => To(email).LastOrDefault(mail => mail.Kind == kind);

    /// <summary>The newest mail of that kind to an address, waiting for it if need be.</summary>
    /// <exception cref="OperationCanceledException">It did not come before the token was cancelled.</exception>
    public async Task<SentMail> WaitAsync(string email, MailKind kind, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_gate)
                arrival = _arrival.Task;
            if (Newest(email, kind) is { } mail)
                return mail;
            await arrival.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets all mails.</summary>
    public void Clear()
    {
        lock (_gate)
            _mails.Clear();
    }

    internal void Add(SentMail mail)
    {
        TaskCompletionSource arrived;
        lock (_gate)
        {
            _mails.Add(mail);
            arrived = _arrival;
            _arrival = NewArrival();
        }

        arrived.SetResult();
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
