import { statSync } from 'node:fs';
import type { Report } from '../../report/envelope.js';
import { type CrosswalkCall, withCrosswalk } from './call.js';
import { CrosswalkCommandError } from './crosswalk-command-error.js';

/**
 * Makes a crosswalk with nobody in it.
 * @throws CrosswalkCommandError `crosswalk-exists`
 * @throws CrosswalkError
 */
export async function runNew(call: CrosswalkCall): Promise<Report> {
  // An empty file is what a crash between the first two steps of making one leaves.
  if ((statSync(call.crosswalk, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    const message = `${call.crosswalk} exists: a crosswalk is never replaced`;
    throw new CrosswalkCommandError('crosswalk-exists', message);
  }
  return withCrosswalk(
    call,
    (crosswalk) => ({ action: 'new', summary: { records: crosswalk.head().seq }, sections: {} }),
    { create: true },
  );
}
