// Enrols people, one transaction each: `node enrol-many.mjs PATH NAME COUNT`. Says `open`, then each name that is kept.
import { writeSync } from 'node:fs';
import { Crosswalk } from '../../../dist/identity/crosswalk/crosswalk.js';

const [path, name, count] = process.argv.slice(2);
const secret = { kind: 'key-file', bytes: Buffer.alloc(32, 7) };
const actor = { osUser: 'reader', operator: null };
const say = (text) => writeSync(1, `${text}\n`);
try {
  const crosswalk = await Crosswalk.open({ path, secret, actor, toolVersion: '0.0.1', create: true });
  say('open');
  const action = { name: 'enrol' };
  for (let i = 0; i < Number(count); i++) {
    crosswalk.write((writer) => {
      const person = writer.insert('people', { details: `${name}-${i} `.repeat(40) }, action);
      writer.insert('numbers', { person, issuer: 'SITE', patient_id: `${name}-${i}` }, action);
      // The same number for every process: who comes first makes it.
      if (!writer.row('numbers', 'patient_id = ?', `shared-${i}`))
        writer.insert('numbers', { person, issuer: 'SITE', patient_id: `shared-${i}` }, action);
    });
    say(`${name}-${i}`);
  }
  crosswalk.close();
} catch (error) {
  say(`error ${error.code}`);
}
