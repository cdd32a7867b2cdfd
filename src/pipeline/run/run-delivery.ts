import type { DeliveryWork } from './delivery-work.js';
import type { StepHead } from './run-context.js';
import { RunError } from './run-error.js';
import { assignIdStep } from './steps/assign-id.js';
import { checkProtocolStep, measureExportStep, qcMotionStep } from './steps/checks.js';
import { deidStep } from './steps/deid.js';
import { manifestStep } from './steps/manifest.js';
import { uncheckedStudies } from './steps/unchecked-studies.js';
import { wholeStudies } from './steps/whole-studies.js';

/** A command's part in a run. */
interface StepMaker {
  readonly command: string;
  /** Whether it works on what was released, and has nothing to do where that is nothing. */
  readonly ofReleased: boolean;
  /** Undefined where the trial does not ask for it. */
  readonly make: (work: DeliveryWork) => Promise<StepHead | undefined>;
}

/** What is done with a delivery, in this order. */
const STEPS: readonly StepMaker[] = [
  { command: 'manifest', ofReleased: false, make: manifestStep },
  { command: 'assign-id', ofReleased: false, make: assignIdStep },
  { command: 'deid', ofReleased: false, make: deidStep },
  { command: 'check-protocol', ofReleased: true, make: checkProtocolStep },
  { command: 'qc-motion', ofReleased: true, make: qcMotionStep },
  { command: 'measure-export', ofReleased: true, make: measureExportStep },
];

/** How many steps a delivery has at most: for progress. */
export const STEPS_OF_DELIVERY = STEPS.length;

/**
 * Does what is left to do of a delivery. Steps that an interrupted run has done are not done again.
 * @param began is told the number of each step, from 0
 * @throws what a command throws: what was done stands, and is known
 */
export async function runDelivery(work: DeliveryWork, began: (step: number) => void): Promise<void> {
  const { signal } = work.context.options;
  const { pipeline } = work.context.pipeline;
  let isWhole = false;
  for (const [number, { command, ofReleased, make }] of STEPS.entries()) {
    signal.throwIfAborted();
    began(number);
    if (ofReleased && (!(command in pipeline) || !(await hasToCheck(work)))) continue;
    const before = work.done(command);
    if (!before && ofReleased && !isWhole) {
      work.released = await wholeStudies(work, work.released);
      isWhole = true;
    }
    const head = before ?? (await make(work));
    if (head && head.verdict !== 'not-applicable') work.upstream.push(head);
  }
}

/** Whether nothing is left to do of a delivery: all that was asked for stands, as the ledger says. */
export async function isDelivered(work: DeliveryWork): Promise<boolean> {
  const { pipeline } = work.context.pipeline;
  const isChecked = await hasToCheck(work);
  const asked = STEPS.filter(({ command, ofReleased }) => !ofReleased || (command in pipeline && isChecked));
  return asked.every(({ command }) => isStanding(work, command));
}

function isStanding(work: DeliveryWork, command: string): boolean {
  try {
    return work.done(command) !== undefined;
  } catch (error) {
    if (error instanceof RunError && error.code === 'report-changed') return false;
    throw error;
  }
}

/** Of a delivery that was checked before, or that is in quarantine as a whole, nothing is left to be checked. */
async function hasToCheck(work: DeliveryWork): Promise<boolean> {
  const hasReleased = work
    .events(['reported'])
    .some((event) => event.kind === 'reported' && event.command === 'deid' && event.details.filesOut > 0);
  return hasReleased || (await uncheckedStudies(work)).length > 0;
}
