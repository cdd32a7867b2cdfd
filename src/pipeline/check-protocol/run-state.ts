import type { DeliveryJudgement } from '../../rules/protocol/judge-delivery.js';
import type { StudyView } from '../../rules/protocol/study-view.js';
import type { VisitFacts } from '../../rules/protocol/visits/visit-facts.js';
import type { Delivery } from '../../study/model.js';
import type { Inputs } from '../scan/inputs.js';
import type { Repetition } from '../scan/repetition.js';
import type { Scan } from '../scan/scan.js';
import type { Concealer } from './concealed.js';
import type { LoadedProtocol } from './load-protocol.js';
import type { CheckProtocolOptions } from './options.js';

/** All that a report of `check-protocol` is made from. */
export interface Checked {
  readonly options: CheckProtocolOptions;
  readonly loaded: LoadedProtocol;
  readonly inputs: Inputs;
  readonly scan: Scan;
  readonly delivery: Delivery;
  readonly repetition: readonly Repetition[];
  readonly studies: readonly StudyView[];
  /** Its values are concealed already, where they have to be. */
  readonly judgement: DeliveryJudgement;
  readonly conceal: Concealer;
  /** Visits of the report that `--against` names. */
  readonly earlier: readonly VisitFacts[];
  readonly dispositionsSha256?: string;
  readonly keyFingerprint?: string;
  readonly leftOut: number;
}
