using System.CommandLine;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>A person's word before something outside is changed; in a pipeline it is given beforehand.</summary>
internal sealed class Confirmation
{
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask; needed where nobody can be asked." };

    public void AddTo(Command command) => command.Add(_yes);

    /// <param name="parsed">The command line.</param>
    /// <param name="surroundings">Where to ask.</param>
    /// <param name="deed">What is about to be done, as a sentence that ends without a full stop.</param>
    /// <exception cref="CannotRunException">The answer is no, or nobody can be asked.</exception>
    public void Demand(ParseResult parsed, Surroundings surroundings, string deed)
    {
        if (parsed.GetValue(_yes))
            return;
        if (surroundings.Ask is not { } ask)
            throw new CannotRunException($"{deed}: --yes says that this is meant.");
        if (ask($"{deed}. Go on? [y/N] ")?.Trim() is not ("y" or "Y" or "yes"))
            throw new CannotRunException("Nothing was done.");
    }
}
