import type { ConfigFault } from '../../../../src/rules/config-fault.js';
import type { RawPhantom } from '../../../../src/rules/motion/limits/raw-limits.js';
import { compilePhantom } from '../../../../src/rules/motion/phantom/compile-phantom.js';
import type { PhantomDeclaration } from '../../../../src/rules/motion/phantom/phantom-declaration.js';

/** The declaration that was compiled without a fault. */
export function declared(raw: RawPhantom): PhantomDeclaration {
  const faults: ConfigFault[] = [];
  const declaration = compilePhantom(raw, ['phantom'], faults);
  if (!declaration || faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
  return declaration;
}

/** What is wrong with a declaration; without faults there has to be one, and with them none. */
export function faultsIn(raw: RawPhantom): string[] {
  const faults: ConfigFault[] = [];
  const declaration = compilePhantom(raw, ['phantom'], faults);
  if ((declaration === undefined) !== faults.length > 0) throw new Error('faults and a declaration');
  return faults.map(({ message }) => message);
}
