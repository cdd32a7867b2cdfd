import { type ConfigFault, faultAt } from '../../config-fault.js';
import type { Constraint, ProtocolPath, Test, Tolerance } from '../compiled.js';
import type { Quantity } from '../series-view.js';

/** A test, and how it reads. */
export interface Clause {
  readonly test: Test;
  readonly words: string;
}

/** A tolerance, and how it reads. */
export interface WrittenTolerance {
  readonly tolerance: Tolerance;
  readonly words: string;
}

/** What is gathered while one constraint is compiled. */
interface Gathered {
  readonly faults: ConfigFault[];
  readonly normalise: Constraint['normalise'];
  /** The first unit that was written. */
  unit: string | undefined;
  /** Tolerances that were put to use. */
  readonly used: Set<WrittenTolerance>;
}

/** What a scope is made of. */
interface Parts {
  readonly quantity: Quantity;
  readonly path: ProtocolPath;
  readonly gathered: Gathered;
  /** One value of several is meant. */
  readonly element: boolean;
  readonly tolerance?: WrittenTolerance;
  /** What stands before the value in its text: `> `. */
  readonly lead?: string;
}

/** A place in a constraint, and what is known there. */
export class Scope {
  private constructor(private readonly parts: Parts) {}

  static of(quantity: Quantity, path: ProtocolPath, normalise: Constraint['normalise']): Scope {
    const gathered = { faults: [], normalise, unit: undefined, used: new Set<WrittenTolerance>() };
    return new Scope({ quantity, path, gathered, element: false });
  }

  get quantity(): Quantity {
    return this.parts.quantity;
  }

  /** True where one value of several is meant. */
  get element(): boolean {
    return this.parts.element;
  }

  /** The same further in. */
  at(...keys: ProtocolPath): Scope {
    return new Scope({ ...this.parts, path: [...this.parts.path, ...keys] });
  }

  /** One value of several, further in. */
  elementAt(...keys: ProtocolPath): Scope {
    return new Scope({ ...this.parts, path: [...this.parts.path, ...keys], element: true });
  }

  /** The same with a tolerance for the numbers in it. */
  within(tolerance: WrittenTolerance): Scope {
    return new Scope({ ...this.parts, tolerance });
  }

  /** The same behind a sign, which suggestions keep. */
  behind(lead: string): Scope {
    return new Scope({ ...this.parts, lead });
  }

  /** The same where nothing is noted: for what is compiled a second time. */
  silently(): Scope {
    const { normalise, unit } = this.parts.gathered;
    return new Scope({ ...this.parts, gathered: { faults: [], normalise, unit, used: new Set() } });
  }

  /** Notes what is wrong here, and gives undefined: nothing came of it. */
  fault(text: string, meant?: string): undefined {
    const whole = meant === undefined ? undefined : `${this.parts.lead ?? ''}${meant}`;
    this.parts.gathered.faults.push(faultAt(this.parts.path, text, { meant: whole }));
    return undefined;
  }

  get faults(): readonly ConfigFault[] {
    return this.parts.gathered.faults;
  }

  get normalise(): Constraint['normalise'] {
    return this.parts.gathered.normalise;
  }

  /** The first unit that was written in the whole constraint. */
  get unit(): string | undefined {
    return this.parts.gathered.unit;
  }

  noteUnit(unit: string): void {
    this.parts.gathered.unit ??= unit;
  }

  /** The tolerance for numbers here; whoever asks puts it to use. */
  takeTolerance(): WrittenTolerance | undefined {
    const { tolerance, gathered } = this.parts;
    if (tolerance) gathered.used.add(tolerance);
    return tolerance;
  }

  hasUsed(tolerance: WrittenTolerance): boolean {
    return this.parts.gathered.used.has(tolerance);
  }
}
