import type { AdcSpec } from '../../../motion/phantom/phantom-spec.js';
import { faultAt } from '../../config-fault.js';
import { type AmountPlace, amountIn } from '../limits/amount-in.js';
import type { RawAmount, RawPhantom } from '../limits/raw-limits.js';

type Vial = AdcSpec['vials'][number];

/** No liquid diffuses so fast: of water at 80 °C it is 0.006 mm²/s (Holz et al. 2000, Phys Chem Chem Phys 2:4740). */
const LARGEST_ADC_MM2_PER_S = 0.01;

/** Compiles the vials of a phantom: distinct names, places that do not overlap, the first in the origin. */
export function compileVials(
  raw: NonNullable<RawPhantom['vials']>,
  { path: of, faults }: AmountPlace,
): AdcSpec['vials'] {
  const vials: Vial[] = [];
  for (const [i, { name, position, radius, adc }] of raw.entries()) {
    const path = [...of, 'vials', i];
    const read = (written: RawAmount, key: string, unit: string): number =>
      amountIn(written, { name: key, unit }, { path: [...path, ...key.split('.')], faults }) ?? Number.NaN;
    const vial: Vial = {
      name,
      positionMm: [read(position[0], 'position.0', 'mm'), read(position[1], 'position.1', 'mm')],
      radiusMm: read(radius, 'radius', 'mm'),
      adcMm2PerS: read(adc, 'adc', 'mm2/s'),
    };
    const tell = (key: string, text: string): number => faults.push(faultAt([...path, key], text));
    if (vial.radiusMm <= 0) tell('radius', 'is not above 0');
    if (vial.adcMm2PerS <= 0) tell('adc', 'is not above 0');
    if (vial.adcMm2PerS > LARGEST_ADC_MM2_PER_S) {
      tell('adc', `is ${vial.adcMm2PerS} mm2/s, and nothing diffuses so fast: water's is about 0.002 mm2/s`);
    }
    if (vials.some((other) => other.name === name)) tell('name', `is '${name}', the name of a vial above`);
    const covered = vials.find((other) => overlap(other, vial));
    if (covered) tell('position', `overlaps the vial '${covered.name}'`);
    if (i === 0 && Math.hypot(...vial.positionMm) > 0) {
      tell('position', 'is not 0, 0: positions are told from the first vial');
    }
    vials.push(vial);
  }
  return vials;
}

function overlap(a: Vial, b: Vial): boolean {
  const [ax, ay] = a.positionMm;
  const [bx, by] = b.positionMm;
  return Math.hypot(ax - bx, ay - by) < a.radiusMm + b.radiusMm;
}
