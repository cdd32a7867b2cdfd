import type { ProgressSink } from '../../report/progress.js';
import { STEPS_OF_DELIVERY } from './run-delivery.js';

/** Says how far a run is, in deliveries: the parts of a delivery count, so that the time left is told early. */
export class RunProgress {
  private delivery = 0;
  private step = 0;

  constructor(
    private readonly sink: ProgressSink,
    private readonly total: number,
  ) {}

  /** A delivery begins. @param number from 1 */
  begin(number: number): void {
    this.delivery = number - 1;
    this.step = 0;
    this.tell(0);
  }

  /** A step of it begins. @param number from 0 */
  beginStep(number: number): void {
    this.step = number;
    this.tell(0);
  }

  /** What a command says of its own work moves the run within its step. */
  readonly ofStep: ProgressSink = {
    update: (done, total) => this.tell(total === undefined || total === 0 ? 0 : done / total),
  };

  private tell(share: number): void {
    const part = (this.step + Math.min(share, 1)) / STEPS_OF_DELIVERY;
    this.sink.update(this.delivery + part, this.total, 'deliveries');
  }
}
