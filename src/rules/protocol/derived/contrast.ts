import type { DerivedQuantity, Known, Sample, SeriesView } from '../series-view.js';
import { between, START_PROBES, secondsOfTime } from './clock.js';
import { derive, numbers, truth, unknown } from './derive.js';
import { attribute, lacking, samplesOf, textOf, together } from './readings.js';
import { startOf } from './time.js';

const AGENT = attribute('ContrastBolusAgent');
const START_TIME = attribute('ContrastBolusStartTime');
const CONTRAST = [
  AGENT,
  attribute('ContrastBolusAgentSequence[0].CodeValue'),
  attribute('ContrastBolusAgentSequence[0].CodeMeaning'),
  attribute('ContrastBolusAgentAdministered'),
  START_TIME,
  attribute('ContrastBolusVolume'),
  attribute('ContrastBolusTotalDose'),
];

/** How operators write that there was none. */
const NONE = /^(none|no|n|0|nil|nein|non|n\/?a|no(ne)? contrast|without( contrast)?|unenhanced|native|-+)$/i;

function contrastOf(readings: readonly Known[]): Known {
  const [agent, codeValue, codeMeaning, administered, ...more] = readings;
  const texted = textOf(agent);
  const coded = textOf(codeValue) ?? textOf(codeMeaning);
  // PS3.3 C.7.6.16.2.12: whether the agent had been given by the time of the frame.
  const given = textOf(administered)?.toUpperCase();
  if (given === 'NO') return truth(false);
  if (coded !== undefined || given === 'YES') return truth(true);
  if (texted !== undefined) return truth(!NONE.test(texted));
  if ([agent, codeValue].some((value) => value?.state === 'unreadable')) return { state: 'unreadable' };
  if ([agent, codeValue, codeMeaning, ...more].some((value) => value?.state === 'empty' || textOf(value))) {
    return unknown('the header speaks of contrast, but names no agent');
  }
  // PS3.3 A.3.3, A.4.3: the Contrast/Bolus Module is required where contrast media were used.
  return truth(false);
}

/** From Contrast/Bolus Start Time to the start of the acquisition; below 0 where the injection followed it. */
function delay(view: SeriesView): readonly Sample[] {
  const start = startOf(view);
  return together(view, [START_TIME]).map(({ readings: [injection], instances }) => {
    const text = textOf(injection);
    if (text === undefined) return { value: lacking(injection), instances };
    const injected = secondsOfTime(text);
    if (injected === undefined) return { value: { state: 'unreadable' }, instances };
    if (start === undefined) return { value: unknown('no acquisition time is stated'), instances };
    return { value: numbers(Math.round(between(injected, start) * 1000) / 1000), instances };
  });
}

/** Contrast media. */
export const CONTRAST_VALUES: readonly DerivedQuantity[] = [
  derive({
    ...{ name: 'contrast', type: 'boolean', probes: CONTRAST, source: 'PS3.3 C.7.6.4, C.7.6.4b' },
    text: 'whether a contrast agent was given, as far as the header says',
    read: (view) => samplesOf(view, CONTRAST, contrastOf),
  }),
  derive({
    ...{ name: 'contrastDelay', type: 'number', unit: 's', probes: [START_TIME, ...START_PROBES] },
    text: 'from the start of the injection to the start of the acquisition',
    source: 'PS3.3 C.7.6.4',
    read: delay,
  }),
];
