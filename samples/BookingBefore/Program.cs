using Booking.Before;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("Booking")
    ?? throw new InvalidOperationException("ConnectionStrings:Booking is not set: the legacy database.")));
builder.Services.AddSingleton<Experts>().AddSingleton<Bookings>().AddSingleton<PaidSessions>();
builder.Services.AddClerkTokens(builder.Configuration);

// Only for the switch to the new application: nothing of it is on without these settings.
var gate = builder.Configuration.GetSection("CutoverGate");
if (gate.Exists())
    builder.Services.AddCutoverGate(gate.Bind);

var app = builder.Build();
if (gate.Exists())
    app.UseCutoverGate();       // before everything that reads or writes
app.UseAuthentication();
app.UseAuthorization();

app.MapGet("/health", () => Results.Ok());
app.MapExperts();
app.MapBookings();
app.MapStripe(app.Configuration["STRIPE_WEBHOOK_SECRET"] ?? "");
app.MapMe();
app.Run();
