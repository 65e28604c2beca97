using System.Reflection;
using Booking.Server;
using Booking.Server.Scheduling;
using Booking.Server.Users;
using Booking.Web.Auth;
using Booking.Web.Controllers;
using Booking.Web.Endpoints;
using Booking.Web.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Booking.Tests;

public class RoutingTests
{
    [Fact]
    public void Every_route_value_reaches_its_handler()
    {
        var endpoints = Endpoints();
        Assert.True(endpoints.Count >= 24, $"{endpoints.Count} endpoints");
        foreach (var endpoint in endpoints)
        {
            var method = endpoint.Metadata.GetMetadata<MethodInfo>() ?? endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!.MethodInfo;
            var parameters = method.GetParameters().Select(parameter => parameter.Name).ToList();
            Assert.All(endpoint.RoutePattern.Parameters, routeValue => Assert.Contains(routeValue.Name, parameters));
        }
    }

    [Fact]
    public async Task A_calendar_shows_a_month_at_most()
    {
        using var db = Given.Database();
        var reader = new AvailabilityReader(db, new Given.Clock(Given.Now));
        var today = new DateOnly(2025, 9, 1);
        var result = await ExpertEndpoints.SlotsAsync(clerkUserId: Given.Expert, Guid.NewGuid(), 60, today, today.AddDays(32), reader);
        Assert.Equal(400, Assert.IsAssignableFrom<IStatusCodeHttpResult>(result).StatusCode);
    }

    [Fact]
    public async Task An_unknown_event_has_no_slots()
    {
        using var db = Given.Database();
        var reader = new AvailabilityReader(db, new Given.Clock(Given.Now));
        var eventId = Guid.NewGuid();
        var result = await ExpertEndpoints.SlotsAsync(Given.Expert, eventId, durationInMinutes: null, new(2025, 9, 1), new(2025, 9, 2), reader);
        var body = Assert.IsType<Ok<Booking.Api.SlotsResponse>>(result).Value!;
        Assert.Equal((Given.Expert, eventId), (body.ClerkUserId, body.EventId));
        Assert.Empty(body.Slots);
    }

    private static List<RouteEndpoint> Endpoints()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddBooking(builder.Configuration).AddStripeWebhooks().AddHttpContextAccessor();
        builder.Services.AddScoped<ICurrentUser, HttpCurrentUser>();
        builder.Services.AddHttpClient<Booking.Server.Payments.IPayoutGateway, StripePayouts>();
        builder.Services.AddAuthorization();
        builder.Services.AddControllers().AddApplicationPart(typeof(ExpertsController).Assembly);
        var app = builder.Build();
        app.MapExperts();
        app.MapSchedules();
        app.MapRecords();
        app.MapAppointmentRecords();
        app.MapAdmin();
        app.MapDashboard();
        app.MapUserSync();
        app.MapStripeWebhook();
        app.MapControllers();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }
}
