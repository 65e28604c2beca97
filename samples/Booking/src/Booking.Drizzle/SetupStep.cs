namespace Booking.Drizzle;

/// <summary>The steps an expert goes through before the public page can be switched on.</summary>
[Flags]
public enum SetupStep
{
    None = 0,
    Profile = 1,
    Availability = 2,
    Events = 4,
    Identity = 8,
    Payment = 16,
    All = Profile | Availability | Events | Identity | Payment,
}
