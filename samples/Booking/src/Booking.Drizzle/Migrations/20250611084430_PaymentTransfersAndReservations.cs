using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Booking.Drizzle.Migrations
{
    /// <inheritdoc />
    public partial class PaymentTransfersAndReservations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "payment_transfers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expert_clerk_user_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expert_connect_account_id = table.Column<string>(type: "text", nullable: false),
                    payment_intent_id = table.Column<string>(type: "text", nullable: false),
                    amount_in_cents = table.Column<int>(type: "integer", nullable: false),
                    platform_fee_in_cents = table.Column<int>(type: "integer", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    scheduled_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    transfer_id = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_transfers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "slot_reservations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clerk_user_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    guest_email = table.Column<string>(type: "text", nullable: false),
                    start_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stripe_session_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slot_reservations", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_payment_transfers_expert_clerk_user_id",
                table: "payment_transfers",
                column: "expert_clerk_user_id");

            migrationBuilder.CreateIndex(
                name: "IX_slot_reservations_event_id_start_time",
                table: "slot_reservations",
                columns: new[] { "event_id", "start_time" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "payment_transfers");

            migrationBuilder.DropTable(
                name: "slot_reservations");
        }
    }
}
