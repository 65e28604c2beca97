// The official emulator with one role more, until the parent process closes its end.
import { createEmulator } from 'workos/emulate';

const emulator = await createEmulator({
  port: Number(process.argv[2]),
  seed: { roles: [{ slug: 'owner', name: 'Owner' }] },
});
console.log(`listening on ${emulator.port}`);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
