import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EventKind } from '../../src/identity/ledger/event.js';
import { validatorOf } from '../../src/io/schemas.js';
import type { LedgerRow, LedgerSections } from '../../src/report/ledger-sections.js';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${path}`, import.meta.url), 'utf8'));

/** Every key, so that a new one does not compile until it stands here. */
type Keys<T> = Readonly<Record<keyof T, true>>;

const row: Keys<LedgerRow> = {
  ...{ event: true, at: true, kind: true, osUser: true, operator: true, run: true, delivery: true },
  ...{ site: true, subject: true, visit: true, command: true, report: true, item: true, text: true },
  ...{ details: true, auditSeq: true, auditMac: true },
};
const sections: Keys<LedgerSections> = { events: true, chain: true };
const chain: Keys<LedgerSections['chain']> = { verified: true, records: true, head: true, problems: true };
const kinds: Readonly<Record<EventKind, true>> = {
  ...{ begun: true, ended: true, reported: true, received: true, 're-sent': true, changed: true },
  ...{ assigned: true, 'not-assigned': true, released: true, quarantined: true, checked: true },
  ...{ exported: true, accepted: true, waived: true, rejected: true, queried: true, answered: true },
  ...{ corrected: true, withdrawn: true, destroyed: true, excused: true },
};

describe.each(['ledger', 'decide'] as const)('the schema of %s', (name) => {
  const schema = read(`report-${name}.schema.json`);
  const example = () =>
    read(`examples/report-${name}/valid-${name === 'ledger' ? 'subject' : 'accept'}.json`);

  it('knows every key of an event and of the chain, and asks for it', () => {
    const { ledgerRow } = schema.$defs;
    expect(Object.keys(ledgerRow.properties)).toEqual(Object.keys(row));
    expect(ledgerRow.required).toEqual(Object.keys(row));
    expect(schema.required).toEqual(Object.keys(sections));
    expect(Object.keys(schema.properties.chain.properties)).toEqual(Object.keys(chain));
    expect(schema.properties.chain.required).toEqual(Object.keys(chain));
  });

  it('knows every kind of event', () => {
    expect(schema.$defs.ledgerRow.properties.kind.enum).toEqual(Object.keys(kinds));
  });

  it.each(['studyUID', 'input', 'name', 'patientId', 'digests'])(
    'lets nothing that identifies into an event: %s',
    async (key) => {
      const validate = await validatorOf(`report-${name}`);
      const report = example();
      const events = [{ ...report.events[0], [key]: 'X' }];
      expect(validate({ ...report, events }).map(({ keyword }) => keyword)).toEqual(['additionalProperties']);
    },
  );

  it('has a chain that does not hold say why, and one that holds say nothing', async () => {
    const validate = await validatorOf(`report-${name}`);
    const faults = (verified: boolean, problems: string[]) => {
      const report = example();
      const told = validate({ ...report, chain: { ...report.chain, verified, problems } });
      return told.map(({ keyword }) => keyword).filter((keyword) => keyword !== 'if');
    };
    expect([faults(true, []), faults(false, ['x'])]).toEqual([[], []]);
    expect([faults(true, ['x']), faults(false, [])]).toEqual([['maxItems'], ['minItems']]);
  });
});
