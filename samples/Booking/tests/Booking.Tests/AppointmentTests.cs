using Booking.Api;
using Booking.Server.Categories;
using Booking.Web.Pages.Dashboard;

namespace Booking.Tests;

public class AppointmentTests
{
    [Fact]
    public void The_door_opens_ten_minutes_early()
    {
        var meeting = Given.Meeting();
        meeting.MeetingUrl = "https://meet.example.com/1";
        AppointmentDto appointment = AppointmentsModel.ToDto(meeting);
        Assert.Equal(Given.Expert, appointment.ExpertClerkUserId);
        Assert.False(appointment.CanJoin(meeting.StartTime.AddMinutes(-11)));
        Assert.True(appointment.CanJoin(meeting.StartTime.AddMinutes(-10)));
        Assert.False(appointment.CanJoin(meeting.EndTime));
    }

    [Fact]
    public void Without_an_address_nobody_joins()
    {
        var appointment = new AppointmentDto(Guid.NewGuid(), expertClerkUserId: Given.Expert, "Ana", Given.Now, TimeSpan.FromHours(1));
        Assert.False(appointment.CanJoin(Given.Now));
        Assert.Equal(Given.Now.AddHours(1), appointment.EndTime);
    }

    [Fact]
    public void Categories_know_their_path_and_their_author()
    {
        CategoryTable health = new() { Id = Guid.NewGuid(), Name = "Health", CreatedByClerkId = "clerk_1" };
        CategoryTable physio = new() { Id = Guid.NewGuid(), Name = "Physiotherapy", ParentId = health.Id, CreatedByClerkId = "clerk_1" };
        var all = new[] { health, physio }.ToDictionary(category => category.Id);
        Assert.Equal("Health / Physiotherapy", CategoryCatalog.Path(physio, all));
        Assert.Equal(["Health", "Physiotherapy"], CategoryCatalog.ByCreator(all.Values)["clerk_1"]);
    }
}
