import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { folder } from '../../commands/cli.js';
import { create } from './crosswalk-world.js';

/** In a process of its own: whoever calls waits without letting go of this one. */
const LISTENER = `const server = require('node:net').createServer((socket) => { console.log('called'); socket.destroy(); });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

const before = process.cwd();
let listener: ChildProcess | undefined;
afterEach(() => {
  process.chdir(before);
  listener?.kill();
});

describe('a crosswalk whose path looks like an address', () => {
  it('is a file in that folder, and nobody is asked for it (issue 12)', async () => {
    listener = spawn(process.execPath, ['-e', LISTENER], { stdio: ['ignore', 'pipe', 'inherit'] });
    const told: string[] = [];
    listener.stdout?.on('data', (bytes) => told.push(String(bytes)));
    if (listener.stdout) await once(listener.stdout, 'data');
    const [port = ''] = told.join('').split('\n');
    const host = `127.0.0.1:${port}`;
    process.chdir(folder());
    mkdirSync(`http:/${host}`, { recursive: true });
    (await create(`http://${host}/x.db`)).close();
    expect(told).toEqual([`${port}\n`]);
    expect(statSync(`http:/${host}/x.db`).size).toBeGreaterThan(0);
  });
});
