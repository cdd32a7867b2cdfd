import type { Dataset } from '../dataset.js';
import { VR, type Vr } from '../vr.js';

/** Diffusion weighting of a frame: b in s/mm², the gradient direction where one was applied. */
export interface Diffusion {
  readonly bValue: number | undefined;
  readonly direction: readonly number[] | undefined;
}

type Reader = (ds: Dataset) => Diffusion | undefined;

/** A private block and the VR that its creator gives its elements, for files coded without one. */
interface PrivateBlock {
  readonly creator: string;
  readonly group: number;
  readonly vr: Vr;
}

const privateNumbers = (ds: Dataset, { creator, group, vr }: PrivateBlock, element: number): number[] =>
  ds.privateElement(creator, group, element)?.readAs(vr).numbers() ?? [];

/** PS3.3 C.8.13.5.9, used by some vendors in classic MR, too. */
const standard: Reader = (ds) => {
  const bValue = ds.number('DiffusionBValue');
  return bValue === undefined
    ? undefined
    : { bValue, direction: triple(ds.numbers('DiffusionGradientOrientation')) };
};

/** Siemens "MR HEADER" block, as in the vendor's conformance statements: b-value IS, direction FD. */
const siemens: Reader = (ds) => {
  const block = { creator: 'SIEMENS MR HEADER', group: 0x0019 };
  const [bValue] = privateNumbers(ds, { ...block, vr: VR.IS }, 0x0c);
  if (bValue === undefined || Number.isNaN(bValue)) return undefined;
  return { bValue, direction: triple(privateNumbers(ds, { ...block, vr: VR.FD }, 0x0e)) };
};

/** GE: the first of four numbers (IS); newer software adds 10⁹ to mark that it is set. Direction in three DS. */
const ge: Reader = (ds) => {
  const [raw] = privateNumbers(ds, { creator: 'GEMS_PARM_01', group: 0x0043, vr: VR.IS }, 0x39);
  if (raw === undefined || Number.isNaN(raw)) return undefined;
  const acquisition = { creator: 'GEMS_ACQU_01', group: 0x0019, vr: VR.DS };
  const direction = [0xbb, 0xbc, 0xbd].flatMap((el) => privateNumbers(ds, acquisition, el).slice(0, 1));
  return { bValue: raw % 1e9, direction: triple(direction) };
};

/** Philips "Imaging DD 001" and "MR Imaging DD 001" blocks, all FL. */
const philips: Reader = (ds) => {
  const [bValue] = privateNumbers(ds, { creator: 'Philips Imaging DD 001', group: 0x2001, vr: VR.FL }, 0x03);
  if (bValue === undefined || Number.isNaN(bValue)) return undefined;
  const imaging = { creator: 'Philips MR Imaging DD 001', group: 0x2005, vr: VR.FL };
  const direction = [0xb0, 0xb1, 0xb2].flatMap((el) => privateNumbers(ds, imaging, el).slice(0, 1));
  return { bValue, direction: triple(direction) };
};

/** United Imaging's private block, all FD. */
const uih: Reader = (ds) => {
  const block = { creator: 'Image Private Header', group: 0x0065, vr: VR.FD };
  const [bValue] = privateNumbers(ds, block, 0x09);
  if (bValue === undefined || Number.isNaN(bValue)) return undefined;
  return { bValue, direction: triple(privateNumbers(ds, block, 0x37)) };
};

const READERS: readonly Reader[] = [standard, siemens, ge, philips, uih];

function triple(numbers: readonly number[]): readonly number[] | undefined {
  return numbers.length >= 3 && numbers.every(Number.isFinite) ? numbers.slice(0, 3) : undefined;
}

/** The diffusion weighting of a classic MR instance, from standard attributes or the vendor's own. */
export function readDiffusion(ds: Dataset): Diffusion | undefined {
  for (const reader of READERS) {
    const found = reader(ds);
    if (found) return found;
  }
  return undefined;
}

/** The weighting of one frame of an enhanced MR object: MR Diffusion Sequence, PS3.3 C.8.13.5.9. */
export function readEnhancedDiffusion(macro: Dataset): Diffusion {
  const gradient = macro.sequence('DiffusionGradientDirectionSequence')[0];
  return {
    bValue: macro.number('DiffusionBValue'),
    direction: triple(gradient?.numbers('DiffusionGradientOrientation') ?? []),
  };
}
