namespace Clerk2WorkOS.Cutover;

/// <summary>Where an application tells what the gate cannot see in its answers, so that it counts among the signals of the cut-over.</summary>
public interface ICutoverSignals
{
    /// <summary>Somebody signed in, or could not, where <see cref="CutoverGateOptions.SignInPaths"/> does not tell.</summary>
    void SignedIn(bool succeeded);

    /// <summary>A webhook was taken, or was not, where <see cref="CutoverGateOptions.WebhookPaths"/> does not tell.</summary>
    void TookWebhook(bool succeeded);
}
