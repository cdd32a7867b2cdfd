import { type Compiled, compileConstraint } from '../../../../src/rules/protocol/compile/constraint.js';
import type { Constraint } from '../../../../src/rules/protocol/compiled.js';
import type { RawCheck } from '../../../../src/rules/protocol/protocol.js';
import type { Quantity } from '../../../../src/rules/protocol/series-view.js';

/** A quantity of which only what a compiler asks for is real. */
export function quantity(name: string, type: Quantity['type'], more: Partial<Quantity> = {}): Quantity {
  return { name, type, multi: false, probes: [], samples: () => [], ...more };
}

export const echoTime = quantity('EchoTime', 'number', { unit: 'ms' });
export const thickness = quantity('SliceThickness', 'number', { unit: 'mm' });
export const sampling = quantity('PercentSampling', 'number', { unit: '%' });
export const averages = quantity('NumberOfAverages', 'number');
export const pixelSpacing = quantity('PixelSpacing', 'number', { unit: 'mm', multi: 'always' });
export const echoTimes = quantity('echoTimes', 'number', { unit: 'ms', multi: true });
export const description = quantity('SeriesDescription', 'text');
export const kernel = quantity('ConvolutionKernel', 'text', { multi: true });
export const imageType = quantity('ImageType', 'text', { multi: 'always' });
export const software = quantity('SoftwareVersions', 'text', { multi: true });
export const lossy = quantity('lossy', 'boolean');
export const phoenix = quantity('phoenix.alTE[0]', 'any', { multi: true });

export const ALL: readonly Quantity[] = [
  echoTime,
  thickness,
  sampling,
  averages,
  pixelSpacing,
  echoTimes,
  description,
  kernel,
  imageType,
  software,
  lossy,
  phoenix,
];

/** Compiled; whatever stands in a file, also what the schema would refuse. */
export function compile(of: Quantity, raw: unknown): Compiled<Constraint> {
  return compileConstraint(of, raw as RawCheck, ['checks', of.name]);
}

/** The constraint; an error with the faults where there are some. */
export function constraintOf(of: Quantity, raw: unknown): Constraint {
  const compiled = compile(of, raw);
  if ('faults' in compiled) throw new Error(compiled.faults.map(({ message }) => message).join('\n'));
  return compiled.ok;
}

/** The tests of a constraint, patterns left out: they are told by their text. */
export function testsOf(of: Quantity, raw: unknown): unknown[] {
  return constraintOf(of, raw).tests.map((test) =>
    test.kind === 'matches' ? { kind: test.kind, text: test.text } : test,
  );
}

/** What is wrong: path below the check, message after the quoted path, what was meant. */
export function faultsOf(of: Quantity, raw: unknown): string[] {
  const compiled = compile(of, raw);
  if ('ok' in compiled) throw new Error(`no fault: ${compiled.ok.text}`);
  return compiled.faults.map(({ path, message }) => {
    const [below, text] = [path.slice(2).join('.'), message.replace(/^'[^']*' /, '')];
    return below === '' ? text : `${below}: ${text}`;
  });
}
