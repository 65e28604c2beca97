using System.Diagnostics;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Guests.Registering;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;

// One process of an application that books for guests: a process of its own, to be run several times at once and to be killed.
//   GuestBookings <WorkOS> <key> <callers> <address> [<step to die at>]     with the connection string in C2W_TEST_DATABASE
// It says "ready", waits for a line, books with the address in as many spellings, and prints an answer a line.
var (workos, key, callers, email) = (new Uri(args[0]), args[1], int.Parse(args[2], null), args[3]);
var services = new ServiceCollection();
if (args.Length > 4)
    services.AddSingleton<GuestStepListener>(new Deadly(Enum.Parse<GuestStep>(args[4])));
services.AddClerk2WorkOS(options =>
{
    options.WorkOS.BaseAddress = workos;
    options.WorkOS.ApiKey = key;
    options.WorkOS.Limits = WorkOSLimits.None();
    options.Guests.ConnectionString = Environment.GetEnvironmentVariable("C2W_TEST_DATABASE");
    options.Guests.ClaimDuration = TimeSpan.FromSeconds(1);
    options.Guests.Welcome.PublicAddress = new Uri("https://book.example.com");
    options.Guests.Welcome.LinkKey = Convert.ToBase64String(new byte[32]);
    options.Guests.Mail.Host = "localhost";
    options.Guests.Mail.From = "bookings@example.com";
});
await using var provider = services.BuildServiceProvider();
var registration = provider.GetRequiredService<IGuestRegistration>();
Console.WriteLine("ready");
Console.ReadLine();

var answers = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => registration.CreateOrGetAsync(Spelled(caller), $"Ana Silva {caller}"))));
foreach (var answer in answers)
    Console.WriteLine($"{answer.WorkosUserId} {answer.OrgId} {answer.IsNew}");

string Spelled(int caller) => (caller % 4) switch
{
    0 => email,
    1 => $" {email.ToUpperInvariant()}",
    2 => $"{char.ToUpperInvariant(email[0])}{email[1..]}\t",
    _ => $"  {email}  ",
};

/// <summary>Ends the process as <c>kill -9</c> does.</summary>
internal sealed class Deadly(GuestStep at) : GuestStepListener
{
    public override ValueTask ReachedAsync(GuestStep step)
    {
        if (step == at)
            Process.GetCurrentProcess().Kill();
        return ValueTask.CompletedTask;
    }
}
