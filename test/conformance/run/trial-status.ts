import { expect, it } from 'vitest';
import { SITES, type WholeTrial } from './whole-trial.js';

/** What `status` has to say of the whole trial. */
export function itTellsWhereTheTrialStands(trial: () => WholeTrial): void {
  it('counts visits by site', () => {
    const none = { expected: 0, due: 0, overdue: 0, excused: 0, queried: 0, rejected: 0, openQueries: 0 };
    expect(trial().status.sites).toMatchObject([
      // 01: V3 of trouble 1 is nobody's; 8 and 10 are open; V1 of 12 has to go through again.
      {
        site: '01',
        subjects: 7,
        passed: 17,
        missed: 1,
        needsPerson: 2,
        received: 1,
        deliveries: 22,
        ...none,
      },
      // 02: the withdrawn has V1 alone; V3 of trouble 4 is at V2; 3 and 5 are open.
      {
        site: '02',
        subjects: 7,
        passed: 16,
        missed: 1,
        needsPerson: 2,
        received: 0,
        deliveries: 21,
        ...none,
      },
      // 03: 6, 7 and 9 are open.
      {
        site: '03',
        subjects: 6,
        passed: 15,
        missed: 0,
        needsPerson: 3,
        received: 0,
        deliveries: 18,
        ...none,
      },
    ]);
    expect(
      trial().status.sites?.map(({ withdrawn, resent, changed }) => [withdrawn, resent, changed]),
    ).toEqual([
      [0, 1, 0],
      [1, 0, 1],
      [0, 0, 0],
    ]);
    expect(trial().status.sites?.map(({ quarantinedFiles }) => quarantinedFiles)).toEqual([31, 94, 1]);
  });

  it('says of each visit of a trouble where it stands, and that every other one passed', () => {
    const open = trial().status.visits?.filter(({ state }) => state !== 'passed') ?? [];
    expect(open.map(({ subject, visit, state }) => `${subject} ${visit} ${state}`)).toEqual([
      '01-002-I V3 missed',
      '01-004-E V2 needs-person',
      '01-005-C V2 needs-person',
      '01-906-C V1 received',
      '02-002-2 V1 needs-person',
      '02-003-0 V3 missed',
      '02-004-Z V2 needs-person',
      '03-002-N V3 needs-person',
      '03-003-L V2 needs-person',
      '03-006-F V2 needs-person',
    ]);
    expect(trial().status.visits).toHaveLength(58);
    expect(trial().status.summary).toMatchObject({ passed: 48, needsPerson: 7, missed: 2, received: 1 });
    const [of4] = trial().status.visits?.filter(({ studies }) => studies > 1) ?? [];
    expect(of4).toMatchObject({ subject: '02-003-0', visit: 'V2', state: 'passed', studies: 2 });
  });

  it('lists what a person must do: the items of the troubles, and the visits that did not come', () => {
    const items = trial().runs.flatMap(({ problems }) => problems.flatMap(({ item }) => item ?? []));
    expect(items).toHaveLength(23);
    const listed = trial().status.worklist?.flatMap(({ item }) => item ?? []);
    expect(listed?.sort()).toEqual(items.sort());
    const visits = trial().status.worklist?.filter(({ item }) => item === null);
    expect(visits?.map(({ what, subject, visit, days }) => [what, subject, visit, days])).toEqual([
      ['visit-missed', '01-002-I', 'V3', 114],
      ['visit-missed', '02-003-0', 'V3', 108],
    ]);
    expect(
      trial()
        .earlier.worklist?.slice(0, 2)
        .map(({ what, subject, visit, days }) => [what, subject, visit, days]),
    ).toEqual([
      ['visit-missed', '01-002-I', 'V3', 1],
      ['visit-overdue', '02-003-0', 'V3', 2],
    ]);
    expect(
      trial()
        .earlier.worklist?.flatMap(({ item }) => item ?? [])
        .sort(),
    ).toEqual(items.sort());
  });

  it('tells what differs from what the sites say they sent, and nothing else', () => {
    const told = trial().status.reconciliation?.map(({ kind, subject, visit, modality, listed, received }) =>
      [kind, subject, visit, modality, listed, received].join(' '),
    );
    expect(told).toEqual([
      // 1: it came, and is nobody's.
      'not-received 01-002-I V3 MR  ',
      'not-received 01-002-I V3 SR  ',
      'other-visit 02-003-0 V3  V3 V2',
      'other-count 02-004-Z V2 MR 2 3',
      // 11: it came, and was not taken.
      'not-received 02-005-X V2 MR  ',
      'not-received 02-005-X V2 SR  ',
      'not-listed 03-003-L V2   1 US',
    ]);
  });

  it('tells one upgrade, and each reading once, however often it came', () => {
    const upgrades = trial().status.devices?.flatMap((device) =>
      device.upgrades.map(({ from, to }) => [from, to]),
    );
    expect(upgrades).toEqual([
      [
        ['5.7.1', '5.7.1.2'],
        ['5.9.0', '5.9.0.1'],
      ],
    ]);
    for (const section of [trial().status.reads, trial().afterwards.reads]) {
      const sum = (site: string): number =>
        section?.filter((row) => row.site === site).reduce((all, row) => all + row.reads, 0) ?? 0;
      expect(SITES.map(sum)).toEqual([20, 19, 18]);
    }
  });
}
