import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/study/probe/probe.js';
import { image, time } from '../../../study/build.js';
import { reading, valueFor, valuesFor, viewOf } from './view.js';

type Readings = Readonly<Record<string, Reading>>;

const CODE = 'ContrastBolusAgentSequence[0].CodeValue';
const MEANING = 'ContrastBolusAgentSequence[0].CodeMeaning';
const unnamed = 'unknown: the header speaks of contrast, but names no agent';

describe('contrast', () => {
  it.for<[string, Readings, unknown]>([
    ['an agent', { ContrastBolusAgent: reading('11 ml Omniscan') }, 'true'],
    ['a coded agent', { [CODE]: reading('C-B0322') }, 'true'],
    ['an agent by its meaning', { [MEANING]: reading('Iohexol') }, 'true'],
    ['frames after the agent was given', { ContrastBolusAgentAdministered: reading('YES') }, 'true'],
    [
      'frames before it was given',
      { [CODE]: reading('C-B0322'), ContrastBolusAgentAdministered: reading('NO') },
      'false',
    ],
    ['an empty agent', { ContrastBolusAgent: { state: 'empty' } }, unnamed],
    ['an injection without an agent', { ContrastBolusStartTime: reading('101500') }, unnamed],
    ['a volume without an agent', { ContrastBolusVolume: reading(90) }, unnamed],
    ['an unreadable agent', { ContrastBolusAgent: { state: 'unreadable' } }, 'unreadable'],
    ['an unreadable code', { [CODE]: { state: 'unreadable' } }, 'unreadable'],
    ['nothing at all', {}, 'false'],
  ])('of %s is told', ([, held, expected]) => {
    expect(valueFor('contrast', viewOf([image()], { held: () => held }))).toBe(expected);
  });

  it.for(['NONE', 'no', 'N', '0', 'n/a', 'No contrast', 'without', 'native', '--'])(
    'is false for the text %s',
    (text) => {
      expect(valueFor('contrast', viewOf([image({ ContrastBolusAgent: text })]))).toBe('false');
    },
  );

  it('is true for an agent whose name only begins like none', () => {
    expect(valueFor('contrast', viewOf([image({ ContrastBolusAgent: 'NON IONIC' })]))).toBe('true');
  });

  it('gives a sample for each kind of instance', () => {
    const view = viewOf([
      image({ ContrastBolusAgent: 'Omni' }),
      image({ ContrastBolusAgent: 'Omni' }),
      image(),
    ]);
    expect(valuesFor('contrast', view)).toEqual(['true', 'false']);
  });
});

describe('contrastDelay', () => {
  const delay = (injected: string, started: number | undefined): unknown =>
    valueFor(
      'contrastDelay',
      viewOf([
        image({
          ContrastBolusStartTime: injected,
          ...(started !== undefined && { AcquisitionTime: time(started) }),
        }),
      ]),
    );

  it('is the time from the injection to the first image', () => {
    expect(delay('101500', 10 * 3600 + 16 * 60 + 10.5)).toBe(70.5);
  });

  it('is below 0 where the injection followed the start', () => {
    expect(delay('101500', 10 * 3600 + 14 * 60)).toBe(-60);
  });

  it('goes past midnight', () => {
    expect(delay('235930', 30)).toBe(60);
    expect(delay('000010', 86_390)).toBe(-20);
  });

  it('is not known without a time of acquisition', () => {
    expect(delay('101500', undefined)).toBe('unknown: no acquisition time is stated');
  });

  it('is unreadable where the time is none, absent or empty where it is', () => {
    expect(delay('late', 36_000)).toBe('unreadable');
    expect(delay('', 36_000)).toBe('empty');
    expect(valueFor('contrastDelay', viewOf([image({ AcquisitionTime: '101500' })]))).toBe('absent');
  });
});
