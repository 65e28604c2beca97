using System.Text.Json;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Booking.Web.Pages;

/// <summary>What a guest sees after a booking, once.</summary>
public class BookedModel : PageModel
{
    public BookModel.Confirmation? Confirmation { get; private set; }

    public void OnGet() =>
        Confirmation = TempData["Booked"] is string booked ? JsonSerializer.Deserialize<BookModel.Confirmation>(booked) : null;
}
