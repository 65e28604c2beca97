using Booking.Api;
using Booking.Json;
using Booking.Lib.Utils.Server;
using Booking.Server;
using Booking.Server.Payments;
using Booking.Server.Users;
using Booking.Web.Auth;
using Booking.Web.Endpoints;
using Booking.Web.Middleware;
using Booking.Web.Webhooks;
using Microsoft.AspNetCore.Authentication.Cookies;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorPages();
builder.Services.AddControllers();
builder.Services.AddHttpContextAccessor();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => options.LoginPath = "/login");
builder.Services.AddAuthorization();
builder.Services.ConfigureHttpJsonOptions(options =>
{
    options.SerializerOptions.DefaultIgnoreCondition = BookingJson.Options.DefaultIgnoreCondition;
    foreach (var converter in BookingJson.Options.Converters)
        options.SerializerOptions.Converters.Add(converter);
});

builder.Services.AddBooking(builder.Configuration);
builder.Services.AddScoped<ICurrentUser, HttpCurrentUser>();
builder.Services.AddHttpClient<IPayoutGateway, StripePayouts>(http => http.BaseAddress = new Uri("https://api.stripe.com/"));
builder.Services.AddStripeWebhooks();

var app = builder.Build();
AuditStores.Use(app.Services.GetRequiredService<IAuditStore>());

app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.UseMiddleware<AuditContextMiddleware>();

app.MapRazorPages();
app.MapControllers();
app.MapExperts();
app.MapSchedules();
app.MapRecords();
app.MapAppointmentRecords();
app.MapAdmin();
app.MapDashboard();
app.MapUserSync();
app.MapStripeWebhook();
app.MapGet("/api/me", (ICurrentUser user) => user.ClerkUserId is { } clerkUserId
    ? Results.Ok(new { clerkUserId, user.OrgId, Slots = ApiPaths.Events(clerkUserId) })
    : Results.Unauthorized());

app.Run();

/// <summary>Named so that tests can start the application.</summary>
public partial class Program;
