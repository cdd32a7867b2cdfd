import { readFileSync } from 'node:fs';
import type { Report } from './envelope.js';

let tool: Report['tool'] | undefined;

/** Name and version of this program, from its package.json. */
export function thisTool(): Report['tool'] {
  if (!tool) {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    tool = { name: 'corelab', version };
  }
  return tool;
}
