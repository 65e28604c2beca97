using Clerk2WorkOS.Testing;

await using var workos = await WorkOSStandIn.StartAsync(new WorkOSStandInOptions { Port = 4010 });
Console.WriteLine(workos.BaseAddress);
await Task.Delay(Timeout.Infinite);
