using Booking.DataMigration;

if (args is not [var legacy, var target, var map])
{
    Console.Error.WriteLine("usage: booking-data-migration LEGACY-CONNECTION TARGET-CONNECTION MAP-FILE");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await MigrationScript.RunAsync(legacy, target, map, Console.Out, stop.Token);
