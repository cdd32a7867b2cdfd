import { describe, expect, it } from 'vitest';
import { lintProtocol } from '../../../../src/rules/protocol/lint/lint.js';
import { protocolOf } from '../from-yaml.js';

/** `outcome code path: message` of each note. */
async function notesOf(yaml: string): Promise<string[]> {
  return lintProtocol(await protocolOf(yaml)).map(
    ({ outcome, code, path, message }) =>
      `${outcome} ${code.replace('protocol-', '')} ${path.join('.')}: ${message}`,
  );
}

const MR = 'match: { Modality: MR }';
const CHECKED = 'checks: { FlipAngle: 9 deg }';
const one = (text: string): string => `series: { t1: { ${MR}, ${text} } }`;

describe('a rule that says nothing', () => {
  const two = (a: string, b: string): string =>
    `series: { a: { match: { Modality: MR }, ${a} }, b: { match: { Modality: CT }, ${b} } }`;
  const PLAIN = two(CHECKED, 'checks: { KVP: 120 kV }');

  it.each([
    [
      'a protocol without a check',
      one('count: 1'),
      'warn rule-idle series: the protocol checks nothing: whatever is found is only counted',
    ],
    [
      'a series that is always excluded',
      `${one(CHECKED)}\nexclude: [{ match: { Modality: { oneOf: [MR, SR] } }, reason: not this time }]`,
      "fail rule-idle series.t1.match: no scan is ever taken for 't1': all that fit are excluded ('not this time')",
    ],
    [
      'checks of a series that must not be there',
      one(`count: 0, ${CHECKED}`),
      "warn rule-idle series.t1.checks: 't1' must not be there at all: its checks say nothing",
    ],
    [
      'a check that is never asked',
      one('checks: { FlipAngle: { value: 9 deg, when: { Modality: CT } } }'),
      "warn rule-idle series.t1.checks.FlipAngle: 'FlipAngle' is never asked: its 'when' contradicts the match of 't1'",
    ],
    [
      'a target in a match',
      `series: { t1: { match: { EchoTime: { max: 5 ms, target: { max: 4 ms } } }, ${CHECKED} } }`,
      'warn rule-idle series.t1.match.EchoTime: a target says nothing in a condition: off the target it holds, too',
    ],
    [
      'a target in a condition of a check',
      one(
        'checks: { FlipAngle: { value: 9 deg, when: { EchoTime: { max: 5 ms, target: { max: 4 ms } } } } }',
      ),
      'warn rule-idle series.t1.checks.FlipAngle.when.EchoTime: a target says nothing in a condition: off the target it holds, too',
    ],
    [
      'a misspelt visit',
      `series: { a: { match: { Modality: MR }, visits: [BASE] , ${CHECKED} }, b: { match: { Modality: CT }, visits: [BASE] }, c: { match: { Modality: PT }, visits: [base] } }`,
      "warn rule-idle series.c.visits.0: visit 'base' stands here only; is 'BASE' meant?",
    ],
    [
      'an order of a series that may be repeated',
      `${two(`count: { min: 1 }, ${CHECKED}`, 'count: 1')}\ncrossSeries: [{ order: [a, b] }]`,
      "warn rule-idle crossSeries.0: 'order' names 'a', of which there may be several: all of them count",
    ],
    [
      'sameness of one series',
      `${PLAIN}\ncrossSeries: [{ same: [FrameOfReferenceUID], of: [a] }]`,
      "warn rule-idle crossSeries.0: 'same' compares one series with nothing",
    ],
    [
      'series that are never there together',
      `${two(`visits: [BL], ${CHECKED}`, 'visits: [M12]')}\ncrossSeries: [{ covers: { series: a, by: b } }]`,
      "warn rule-idle crossSeries.0: 'a', 'b' are never asked for at the same visit",
    ],
    [
      'a series between series that is none of the protocol',
      `${PLAIN}\ncrossSeries: [{ paired: { series: a, with: fieldmap } }]`,
      "fail rule-idle crossSeries.0: 'fieldmap' is no series of this protocol: the rule is never evaluable",
    ],
    [
      'a series between visits that is none of the protocol',
      `${PLAIN}\nacrossVisits: [{ same: [EchoTime], of: [fieldmap] }]`,
      "fail rule-idle acrossVisits.0: 'fieldmap' is no series of this protocol: the rule is never evaluable",
    ],
  ])('is told: %s', async (_, yaml, note) => {
    expect(await notesOf(yaml)).toEqual([note]);
  });

  it.each([
    ['checks of a variant', one('variants: [{ when: { Manufacturer: GE }, checks: { FlipAngle: 9 deg } }]')],
    [
      'rules between series',
      `${two('count: 1', 'count: 1')}\ncrossSeries: [{ interval: { from: a, to: b, max: 5 min } }]`,
    ],
    ['rules between visits', `${one('count: 1')}\nacrossVisits: [{ same: [EchoTime] }]`],
    ['an exclusion of others', `${one(CHECKED)}\nexclude: [{ match: { Modality: SR }, reason: reports }]`],
    ['an order of single series', `${PLAIN}\ncrossSeries: [{ order: [a, b] }]`],
    [
      'sameness of several scans of one series',
      `${one(`count: { min: 2 }, ${CHECKED}`)}\ncrossSeries: [{ same: [EchoTime], of: [t1] }]`,
    ],
    [
      'series with a common visit',
      `${two(`visits: [BL, M12], ${CHECKED}`, 'visits: [M12]')}\ncrossSeries: [{ order: [a, b] }]`,
    ],
    [
      'visits with numbers',
      `series: { a: { match: { Modality: MR }, visits: [V1] , ${CHECKED} }, b: { match: { Modality: CT }, visits: [V1] }, c: { match: { Modality: PT }, visits: [V2] } }`,
    ],
  ])('is not told of %s', async (_, yaml) => {
    expect(await notesOf(yaml)).toEqual([]);
  });
});
