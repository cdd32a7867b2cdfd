// Loaded before the program, as by NODE_OPTIONS: takes a delivery out, as a CD from its drive, once the run has begun.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const { EJECT_PATH: path = '', EJECT_STATE: state = '' } = process.env;
const runs = () => (existsSync(state) ? readdirSync(state).length : 0);

if (isMainThread) {
  const before = runs();
  // The state folder of a run is made with the first report of its first delivery, of which there are more to come.
  const watching = setInterval(() => {
    if (runs() === before) return;
    clearInterval(watching);
    rmSync(path, { recursive: true });
  }, 1);
  watching.unref();
}
