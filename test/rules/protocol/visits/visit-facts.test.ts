import { describe, expect, it } from 'vitest';
import { ofThisProtocol, visitFacts } from '../../../../src/rules/protocol/visits/visit-facts.js';
import { type Made, protocol, quantity, RULE, scene, value } from '../cross/scene.js';

const SERIAL = quantity('DeviceSerialNumber', { type: 'text' });
const SOFTWARE = quantity('SoftwareVersions', { type: 'text', multi: true });
const serial = (...texts: string[]): Made => ({
  values: { DeviceSerialNumber: texts.map((one) => value(one)) },
});
const facts = (pairs: readonly (readonly [string, Made])[], more = {}, acrossVisits: object = {}) => {
  const { study, matches } = scene(pairs, [], more);
  const names = ['t1', 'flair'];
  const rules = [{ ...RULE, quantities: [SERIAL], with: 'first', ...acrossVisits } as const];
  return visitFacts(protocol(names, { acrossVisits: rules }), study, matches);
};

describe('visitFacts', () => {
  it('gathers the values of each series that was matched, over all of its repeats', () => {
    const { series } = facts([
      ['t1', serial('A')],
      ['t1', serial('B')],
      ['', serial('C')],
    ]);
    expect(series).toEqual({ t1: { DeviceSerialNumber: { state: 'value', texts: ['A', 'B'] } } });
  });

  it('gathers only the series that a rule names', () => {
    const pairs = [
      ['t1', serial('A')],
      ['flair', serial('A')],
    ] as const;
    expect(Object.keys(facts(pairs).series)).toEqual(['t1', 'flair']);
    expect(Object.keys(facts(pairs, {}, { of: ['flair'] }).series)).toEqual(['flair']);
  });

  it('keeps numbers, and tells absent from unknown', () => {
    const rules = { quantities: [quantity('EchoTime'), quantity('FlipAngle'), quantity('EchoTrainLength')] };
    const made: Made = { values: { EchoTime: value(4.5), FlipAngle: { state: 'unknown', why: 'so' } } };
    expect(facts([['t1', made]], {}, rules).series.t1).toEqual({
      EchoTime: { state: 'value', texts: ['4.5'], numbers: [4.5] },
      FlipAngle: { state: 'unknown' },
      EchoTrainLength: { state: 'absent' },
    });
  });

  it('puts the maker beside software versions, whose order it alone knows', () => {
    const made: Made = {
      values: { SoftwareVersions: value('syngo MR XA30', 'x') },
      headers: [{ manufacturer: 'SIEMENS' }, { manufacturer: 'SIEMENS' }],
    };
    expect(facts([['t1', made]], {}, { quantities: [SOFTWARE] }).series.t1).toEqual({
      SoftwareVersions: { state: 'value', texts: ['syngo MR XA30\\x'] },
      Manufacturer: { state: 'value', texts: ['SIEMENS'] },
    });
  });

  it('names subject and visit where they are known, and nothing else of the patient', () => {
    expect(facts([['t1', serial('A')]], { subject: 'S1', visit: 'V1', number: 3 })).toMatchObject({
      ...{ study: 3, studyUID: '2.25.1000', subject: 'S1', visit: 'V1' },
    });
    const keys = Object.keys(facts([['t1', serial('A')]]));
    expect(keys).toEqual(['study', 'studyUID', 'patient', 'at', 'series']);
  });

  it('dates the visit by the study and the earliest start of its series', () => {
    const starts = (...all: readonly number[]) =>
      facts(all.map((startS): [string, Made] => ['t1', { startS }]));
    expect(starts(36_061.5, 40_000).at).toBe('20260301100101');
    expect(starts(60, 86_340).at).toBe('20260301235900');
    expect(facts([['t1', {}]]).at).toBe('20260301');
    expect(facts([['t1', { startS: 1 }]], { studyDate: '' }).at).toBeUndefined();
    expect(facts([['t1', { startS: 1 }]], { studyDate: '2026' }).at).toBeUndefined();
  });

  it('holds nothing where the protocol compares nothing', () => {
    const { study, matches } = scene([['t1', serial('A')]]);
    expect(visitFacts(protocol(['t1']), study, matches).series).toEqual({});
  });
});

describe('ofThisProtocol', () => {
  it('leaves out visits that follow another protocol', () => {
    const own = { studyUID: '1', series: {} };
    expect(ofThisProtocol([own, { ...own, protocol: 'TRIAL-02' }])).toEqual([own]);
  });
});
