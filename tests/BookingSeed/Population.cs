namespace Clerk2WorkOS.BookingSeed;

/// <summary>The people of the platform, experts first.</summary>
internal static class Population
{
    private static readonly string[] FirstNames =
        ["Ana", "Bruno", "Carla", "Daniel", "Eva", "Filipe", "Greta", "Hugo", "Inês", "João", "Karin", "Luis", "Marta", "Nuno", "Olga", "Paulo", "Rita", "Sofia", "Tiago", "Vera"];

    private static readonly string[] LastNames =
        ["Almeida", "Berger", "Costa", "Duarte", "Esteves", "Ferreira", "Gomes", "Huber", "Lopes", "Martins", "Neves", "Oliveira", "Pereira", "Ramos", "Santos", "Teixeira"];

    public static List<Person> Create(int users, Chance chance)
    {
        var experts = Math.Max(1, users / 20);
        var clinics = Enumerable.Range(1, Math.Max(1, experts / 10)).Select(number => new Clinic(chance.ClerkId("org"), $"Clinic {number}", $"clinic-{number}")).ToList();
        return [.. Enumerable.Range(0, users).Select(number => Create(number, number < experts, clinics, chance))];
    }

    private static Person Create(int number, bool isExpert, List<Clinic> clinics, Chance chance)
    {
        var (first, last) = (chance.Of(FirstNames), chance.Of(LastNames));
        // Clerk keeps an address as it was typed.
        var email = $"{(chance.OneIn(20) ? Plain(first).ToUpperInvariant() : Plain(first))}.{Plain(last)}.{number}@example.com";
        return new Person(
            number, chance.ClerkId("user"), first, last, email, Password: number > 0 && chance.OneIn(10) ? null : $"old password {number}", isExpert,
            Clinic: isExpert && number > 0 && chance.OneIn(3) ? chance.Of(clinics) : null);
    }

    private static string Plain(string name) => name.ToLowerInvariant().Replace('ê', 'e').Replace('ã', 'a');
}
