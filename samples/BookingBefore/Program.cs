using Booking.Before;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("Booking")
    ?? throw new InvalidOperationException("ConnectionStrings:Booking is not set: the legacy database.")));
builder.Services.AddSingleton<Experts>().AddSingleton<Bookings>().AddSingleton<PaidSessions>();
builder.Services.AddClerkTokens(builder.Configuration);

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

app.MapGet("/health", () => Results.Ok());
app.MapExperts();
app.MapBookings();
app.MapStripe(app.Configuration["STRIPE_WEBHOOK_SECRET"] ?? "");
app.MapMe();
app.Run();
