import { printable } from '../findings/printable.js';
import type { ProgressSink } from '../report/progress.js';

/** Nothing is shown of work that is over within this time. */
const QUIET_MS = 2000;
/** Time between two lines: often enough to be alive, seldom enough to cost nothing. */
const REFRESH_MS = 200;

/** What a {@link ProgressLine} is given. */
export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** The time in milliseconds; only differences count. */
  readonly now?: () => number;
}

/** One line on a terminal that says how far the work is: count, rate and time left. It removes itself. */
export class ProgressLine implements ProgressSink {
  readonly #options: ProgressOptions;
  readonly #now: () => number;
  readonly #startedAt: number;
  #label = '';
  #labelAt: number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #drawn = false;
  #stopped = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#startedAt = this.#now();
    this.#labelAt = this.#startedAt;
  }

  update(done: number, total: number | undefined, label: string): void {
    if (this.#stopped) return;
    const now = this.#now();
    if (label !== this.#label) {
      // Rates of files and of series have nothing to do with each other.
      this.#label = label;
      this.#labelAt = now;
    }
    if (now - this.#startedAt < QUIET_MS || now - this.#drawnAt < REFRESH_MS) return;
    this.#drawnAt = now;
    this.#drawn = true;
    const text = progressText({ done, total, label, seconds: (now - this.#labelAt) / 1000 });
    this.#options.write(`\r\u001b[2K${printable(text)}`);
  }

  /** Removes the line; later updates are ignored. */
  stop(): void {
    if (this.#drawn && !this.#stopped) this.#options.write('\r\u001b[2K');
    this.#stopped = true;
  }
}

/** How far some work is. */
export interface ProgressState {
  readonly done: number;
  readonly total: number | undefined;
  readonly label: string;
  /** Since the work with this label began. */
  readonly seconds: number;
}

/** For example `1,200 of 20,000 files, 600/s, 31 s left`. */
export function progressText({ done, total, label, seconds }: ProgressState): string {
  const count = (n: number) => Math.round(n).toLocaleString('en-US');
  const rate = seconds > 0 ? done / seconds : 0;
  const parts = [
    total === undefined ? `${count(done)} ${label}` : `${count(done)} of ${count(total)} ${label}`,
  ];
  if (rate > 0) parts.push(`${rate < 10 ? rate.toFixed(1) : count(rate)}/s`);
  if (rate > 0 && total !== undefined && total > done) parts.push(`${duration((total - done) / rate)} left`);
  return parts.join(', ');
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}
