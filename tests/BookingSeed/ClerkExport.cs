using System.Text;
using System.Text.Json;

namespace Clerk2WorkOS.BookingSeed;

/// <summary>What Clerk gives away of its users: the dashboard's CSV, and the objects of its API.</summary>
internal static class ClerkExport
{
    public static async Task WriteCsvAsync(string path, IEnumerable<Person> people, Chance chance)
    {
        var csv = new StringBuilder(
            "id,first_name,last_name,username,primary_email_address,primary_phone_number,verified_email_addresses,unverified_email_addresses,verified_phone_numbers,unverified_phone_numbers,totp_secret,password_digest,password_hasher\n");
        foreach (var person in people)
        {
            var digest = person.Password is { } password ? BCrypt.Net.BCrypt.HashPassword(password, chance.Salt()) : "";
            csv.Append(null, $"{person.ClerkId},{person.FirstName},{person.LastName},,{person.Email},,{person.Email},,,,,{digest},{(digest.Length > 0 ? "bcrypt" : "")}\n");
        }

        await File.WriteAllTextAsync(path, csv.ToString());
    }

    public static async Task WriteJsonAsync(string path, IEnumerable<Person> people)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, people.Select(person => new
        {
            id = person.ClerkId,
            @object = "user",
            first_name = person.FirstName,
            last_name = person.LastName,
            primary_email_address_id = $"idn_{person.ClerkId[5..]}",
            email_addresses = new[] { new { id = $"idn_{person.ClerkId[5..]}", email_address = person.Email, verification = new { status = "verified" } } },
            banned = false,
            locked = false,
            organization_memberships = person.Clinic is { } clinic
                ? new[] { new { organization = new { id = clinic.ClerkId, name = clinic.Name, slug = clinic.Slug }, role = "org:member" } }
                : [],
        }));
    }
}
