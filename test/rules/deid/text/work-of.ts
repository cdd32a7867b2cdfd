import { FormTable } from '../../../../src/rules/deid/text/form-table.js';

type Method = (this: unknown, ...given: never[]) => unknown;

/** Puts a method in the place of another while something is done. */
function withMethod(owner: object, name: string, make: (original: Method) => Method, work: () => void): void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  if (!before) throw new Error(`no method ${name}`);
  Object.defineProperty(owner, name, { ...before, value: make(before.value as Method) });
  try {
    work();
  } finally {
    Object.defineProperty(owner, name, before);
  }
}

/**
 * How much is read of texts while something is done: characters that patterns go over, characters that are cut out, and
 * characters that known forms are looked up by. What a pattern reads again inside one match is not seen.
 */
export function workOf(work: () => void): number {
  let read = 0;
  const exec = (original: Method): Method =>
    function (this: unknown, ...given) {
      const pattern = this as RegExp;
      const [text] = given as unknown as [string];
      const from = pattern.global ? pattern.lastIndex : 0;
      const match = original.apply(this, given) as RegExpExecArray | null;
      read += (match ? match.index + match[0].length : text.length) - from + 1;
      return match;
    };
  const slice = (original: Method): Method =>
    function (this: unknown, ...given) {
      const cut = original.apply(this, given) as string;
      read += cut.length;
      return cut;
    };
  const hasPrefix = (original: Method): Method =>
    function (this: unknown, ...given) {
      const [prefix] = given as unknown as [string];
      read += prefix.length;
      return original.apply(this, given);
    };
  withMethod(RegExp.prototype, 'exec', exec, () =>
    withMethod(String.prototype, 'slice', slice, () =>
      withMethod(FormTable.prototype, 'hasPrefix', hasPrefix, work),
    ),
  );
  return read;
}
