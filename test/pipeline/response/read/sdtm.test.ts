import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sdtmRows } from '../../../../src/pipeline/response/read/sdtm.js';

type Cells = Readonly<Record<string, string>>;

const VISIT = { USUBJID: 'S-01', VISIT: 'WEEK 6', VISITNUM: '40' };

function rows(...all: readonly Cells[]) {
  return sdtmRows(
    all.map((cells, i) => ({ line: i + 2, cells: { ...VISIT, ...cells } })),
    3,
  );
}

const tu = (label: string, more: Cells = {}): Cells => ({
  ...{ DOMAIN: 'TU', TULNKID: label, TUTESTCD: 'TUMIDENT', TUORRES: 'TARGET', TUEVALID: 'READER 1' },
  ...more,
});

const tr = (label: string, test: string, more: Cells = {}): Cells => ({
  ...{ DOMAIN: 'TR', TRLNKID: label, TRTESTCD: test, TREVALID: 'READER 1' },
  ...more,
});

const mm = (text: string): Cells => ({ TRORRES: text, TRORRESU: 'mm' });

/** What the last record says. */
const last = (...all: readonly Cells[]) => rows(...all).observations.at(-1);

describe('records of SDTM', () => {
  it('say where, whose and when', () => {
    const cells = {
      ...{ SITEID: '07', TUEVAL: 'INDEPENDENT ASSESSOR', TUMETHOD: 'CT SCAN', TULOC: 'LIVER' },
      ...{ TUDTC: '2010-02-15T10:30', TUDY: '43', TUBLFL: 'Y' },
    };
    expect(last(tu('T01', cells))).toEqual({
      ...{ at: { source: 3, line: 2 }, isFact: false, subject: 'S-01', site: '07', reader: 'READER 1' },
      ...{ visit: 'WEEK 6', visitNumber: 40, date: '2010-02-15', day: 43, studyUID: null, isBaseline: true },
      keys: { trackingUid: null, trackingId: null, label: 'T01' },
      ...{ role: 'target', unknownRole: null, isNode: false, organ: 'LIVER', organCodes: [], method: 'ct' },
      ...{ unknownMethod: null, sliceThicknessMm: null, axis: null, isUnnamedAxis: false, value: null },
      ...{ unit: null, recomputed: null, agrees: null, state: null, unknownState: null, isMeasurable: null },
      ...{ splitFrom: null, mergedInto: null, why: null },
    });
  });

  it.each([
    [{ TRDTC: '2010-02' }, { date: null }],
    [{ TRDTC: '2010-02-30' }, { date: null }],
    [{ TRDTC: '2010-02-15' }, { date: '2010-02-15' }],
    [{ TRDY: '-3' }, { day: -3 }],
    [{ TRDY: '3.5' }, { day: null }],
    [{ VISITNUM: '40.1' }, { visitNumber: 40.1 }],
    [{ VISITNUM: 'forty' }, { visitNumber: null }],
    [{ TRLOBXFL: 'Y' }, { isBaseline: true }],
    [{ TRBLFL: 'N' }, { isBaseline: null }],
    [{ TREVALID: '', TREVAL: 'INVESTIGATOR' }, { reader: 'INVESTIGATOR' }],
    [{ TREVALID: '' }, { reader: null }],
    [{ USUBJID: ' ' }, { subject: null }],
    [{ TRLNKID: '' }, { keys: { trackingUid: null, trackingId: null, label: null } }],
    [{ TRMETHOD: 'MRI' }, { method: 'mri', unknownMethod: null }],
    [{ TRMETHOD: 'X-RAY' }, { method: null, unknownMethod: 'X-RAY' }],
  ])('with %j give %j', (cells, expected) => {
    expect(last(tr('T01', 'LDIAM', { ...mm('20'), ...cells }))).toMatchObject(expected);
  });

  it('of other domains are left aside with the reason, and none is lost', () => {
    const all = rows(
      { DOMAIN: 'PR' },
      {},
      tu('T01'),
      tr('', 'SUMDIAM', mm('40')),
      tr('T01', 'AREA', mm('4')),
    );
    expect(all.observations).toHaveLength(1);
    expect(all.ignored).toEqual([
      { at: { source: 3, line: 2 }, why: 'domain PR: only TU, TR and RS are read' },
      { at: { source: 3, line: 3 }, why: 'domain not given: only TU, TR and RS are read' },
      { at: { source: 3, line: 5 }, why: 'SUMDIAM is derived: it is made anew' },
      { at: { source: 3, line: 6 }, why: 'AREA is asked for by no rule' },
    ]);
  });

  it('keep the source that they name, and names of columns in small letters', () => {
    const { observations } = sdtmRows([{ line: 9, source: 5, cells: { domain: 'tu', tulnkid: 'T1' } }], 3);
    expect(observations[0]).toMatchObject({ at: { source: 5, line: 9 }, keys: { label: 'T1' } });
  });
});

describe('tumor identification', () => {
  it.each([
    ['Target', { role: 'target', unknownRole: null }],
    ['NON-TARGET', { role: 'non-target', unknownRole: null }],
    ['NEW', { role: 'new', state: 'present' }],
    ['NEW TARGET', { role: null, unknownRole: 'NEW TARGET' }],
    ['NON TARGET', { role: null, unknownRole: 'NON TARGET' }],
    ['', { role: null, unknownRole: null }],
  ])('of %s', (TUORRES, expected) => {
    expect(last(tu('T01', { TUORRES }))).toMatchObject(expected);
  });

  it('takes the standardised result where the collected one is no known word', () => {
    expect(last(tu('T01', { TUORRES: 'Zielläsion', TUSTRESC: 'TARGET' }))).toMatchObject({ role: 'target' });
  });

  it('leaves a benign abnormality aside', () => {
    expect(rows(tu('B1', { TUORRES: 'BENIGN ABNORMALITY' })).ignored).toHaveLength(1);
  });

  it('of a new lesion says that it is there, unless TR says what it is', () => {
    const fresh = tu('NEW01', { TUORRES: 'NEW' });
    const there = (...all: readonly Cells[]) => rows(fresh, ...all).observations[0]?.state;
    expect(there(tr('NEW01', 'TUMSTATE', { TRORRES: 'EQUIVOCAL' }))).toBeNull();
    expect(there(tr('NEW02', 'TUMSTATE', { TRORRES: 'EQUIVOCAL' }))).toBe('present');
    const later = { TRORRES: 'EQUIVOCAL', VISIT: 'WEEK 12', VISITNUM: '60' };
    expect(there(tr('NEW01', 'TUMSTATE', later))).toBe('present');
  });

  it.each([
    ['LYMPH NODE', true],
    ['AXILLARY LYMPH NODE', true],
    ['Lymph Nodes', true],
    ['NODE', null],
    ['LYMPHATIC SYSTEM', null],
    ['LUNG', false],
    ['', null],
  ])('in %s: a node is %s', (TULOC, isNode) => {
    expect(last(tu('T01', { TULOC }))?.isNode).toBe(isNode);
  });

  it('of an unknown kind is kept as not understood', () => {
    expect(last(tu('T01', { TUTESTCD: 'PREVIR', TUORRES: 'Y' }))).toMatchObject({
      unknownState: 'PREVIR: Y',
    });
  });
});

describe('lesions that split or merge', () => {
  const split = (label: string, more: Cells = {}) => tu(label, { TUTESTCD: 'TUSPLIT', ...more });
  const merge = (label: string, more: Cells = {}) => tu(label, { TUTESTCD: 'TUMERGE', ...more });

  it.each([
    ['by their label', split('T04.1')],
    ['by the result', split('T9', { TUORRES: 'T04' })],
    ['by their group', split('T9', { TUGRPID: 'T04' })],
  ])('are fragments %s', (_, record) => {
    expect(last(tu('T04'), record)).toMatchObject({ splitFrom: 'T04', unknownState: null });
  });

  it('keep the role of a fragment', () => {
    expect(last(tu('T04'), split('T04.1'))?.role).toBe('target');
  });

  it.each([
    ['a lesion that TU has not', split('T05.1')],
    ['nothing', split('T9')],
    ['a lesion of another reader', split('T04.1', { TUEVALID: 'READER 2' })],
    ['itself', split('T04')],
  ])('are not understood as fragments of %s', (_, record) => {
    const said = last(tu('T04'), record);
    expect(said).toMatchObject({ splitFrom: null, unknownState: 'TUSPLIT: of which lesion is not said' });
  });

  it('merge into the lesion that is named', () => {
    for (const named of [{ TUORRES: 'T02' }, { TUGRPID: 'T02' }]) {
      expect(last(tu('T02'), tu('T03'), merge('T03', named))).toMatchObject({
        ...{ state: 'merged', mergedInto: 'T02', keys: { label: 'T03' } },
      });
    }
  });

  it('merge into a lesion whose label names them', () => {
    const said = rows(tu('T02'), tu('T03'), merge('T02/T03', { TULOC: 'LIVER' })).observations.slice(2);
    expect(said.map(({ keys, state, mergedInto, role }) => [keys.label, state, mergedInto, role])).toEqual([
      ['T02/T03', null, null, 'target'],
      ['T02', 'merged', 'T02/T03', null],
      ['T03', 'merged', 'T02/T03', null],
    ]);
  });

  it('are still merged at later visits where the lesion that they merged into is read and they are not', () => {
    const at = (number: string) => ({ VISIT: `V${number}`, VISITNUM: number });
    const { observations } = rows(
      ...[tu('T02', at('1')), tu('T03', at('1')), merge('T03', { TUORRES: 'T02', ...at('3') })],
      ...['1', '2', '3', '4', '5'].map((visit) => tr('T02', 'LDIAM', { ...mm('20'), ...at(visit) })),
      ...['1', '5'].map((visit) => tr('T03', 'LDIAM', { ...mm('9'), ...at(visit) })),
    );
    const merged = observations.filter(({ state }) => state === 'merged');
    expect(merged.map(({ keys, visit, mergedInto }) => [keys.label, visit, mergedInto])).toEqual([
      ['T03', 'V3', 'T02'],
      ['T03', 'V4', 'T02'],
    ]);
  });

  it('are not understood where no lesion is named', () => {
    for (const record of [merge('T03'), merge('T02/T09')]) {
      expect(last(tu('T02'), tu('T03'), record)).toMatchObject({
        ...{ state: null, unknownState: 'TUMERGE: into which lesion is not said' },
      });
    }
  });
});

describe('stated responses', () => {
  const rs = (RSTESTCD: string, more: Cells = {}): Cells => ({ DOMAIN: 'RS', RSTESTCD, ...more });

  it.each([
    ['TRGRESP', 'PR', 'target', 'PR'],
    ['NTRGRESP', 'Non-CR/Non-PD', 'non-target', 'NON-CR/NON-PD'],
    ['NEWLPROG', 'Y', 'new', 'YES'],
    ['NEWLPROG', 'N', 'new', 'NO'],
    ['NEWLPROG', 'EQUIVOCAL', 'new', 'EQUIVOCAL'],
    ['OVRLRESP', 'SD', 'overall', 'SD'],
    ['BESTRESP', 'CR', 'best', 'CR'],
    ['BOR', 'NE', 'best', 'NE'],
  ])('%s %s', (test, RSORRES, of, answer) => {
    const { stated } = rows(rs(test, { RSORRES, RSEVALID: 'READER 1', RSDTC: '2010-02-15', RSDY: '43' }));
    expect(stated).toEqual([
      {
        ...{ at: { source: 3, line: 2 }, subject: 'S-01', reader: 'READER 1', visit: 'WEEK 6' },
        ...{ visitNumber: 40, date: '2010-02-15', day: 43, of, answer },
      },
    ]);
  });

  it('are taken in their standard form', () => {
    const { stated } = rows(
      rs('OVRLRESP', { RSORRES: 'Partial response', RSSTRESC: 'PR', RSCAT: 'RECIST 1.1' }),
    );
    expect(stated[0]?.answer).toBe('PR');
  });

  it.each([
    [rs('OVRLRESP', { RSORRES: 'PR', RSCAT: 'iRECIST' }), 'a response by iRECIST, not by RECIST'],
    [rs('OVRLRESP', { RSSTAT: 'NOT DONE' }), 'OVRLRESP has no result'],
    [rs('SYMPTDTR', { RSORRES: 'Y' }), 'SYMPTDTR is no response of these criteria'],
  ])('are left aside: %j', (record, why) => {
    expect(rows(record)).toMatchObject({ stated: [], ignored: [{ why }] });
  });
});

describe('any records', () => {
  const cell = fc.constantFrom('', 'T01', 'T01.1', 'T01/T02', 'TARGET', 'NEW', '12', '-1', 'NOT DONE', 'x');
  const names = ['LNKID', 'ORRES', 'STRESC', 'STAT', 'GRPID', 'LOC', 'DTC', 'EVALID', 'METHOD'];
  const record = fc
    .record({
      domain: fc.constantFrom('TU', 'TR', 'RS', 'DM', ''),
      test: fc.constantFrom(
        'TUMIDENT',
        'TUSPLIT',
        'TUMERGE',
        'LDIAM',
        'DIAMETER',
        'TUMSTATE',
        'OVRLRESP',
        '?',
      ),
      cells: fc.array(cell, { minLength: names.length, maxLength: names.length }),
    })
    .map(({ domain, test, cells }) => ({
      ...{ DOMAIN: domain, [`${domain}TESTCD`]: test },
      ...Object.fromEntries(names.map((name, i) => [`${domain}${name}`, cells[i] ?? ''])),
    }));

  it('are each in one of the lists', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (all) => {
        const { observations, stated, ignored } = rows(...all);
        const told = [observations, stated, ignored].map((list) => new Set(list.map(({ at }) => at.line)));
        const counts = all.map((_, i) => told.filter((lines) => lines.has(i + 2)).length);
        expect(counts).toEqual(all.map(() => 1));
      }),
    );
  });

  it('say the same in any order', () => {
    const key = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (all) => {
        const numbered = all.map((cells, i) => ({ line: i + 2, cells }));
        const one = sdtmRows(numbered, 1);
        const other = sdtmRows([...numbered].reverse(), 1);
        expect(key(other.observations)).toEqual(key(one.observations));
        expect(key(other.stated)).toEqual(key(one.stated));
        expect(key(other.ignored)).toEqual(key(one.ignored));
      }),
    );
  });
});
