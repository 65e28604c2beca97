global using Booking.Drizzle;
global using Booking.Drizzle.Schema;
global using Xunit;
