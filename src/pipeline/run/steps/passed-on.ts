import type { Delivered } from '../../scan/delivered.js';
import type { DeliveryWork } from '../delivery-work.js';

/** The files as the next command of a pipe gets them: with what all commands before it came to. */
export function passedOn({ inputs, scan }: Delivered, { upstream }: DeliveryWork): Delivered {
  return { inputs: { ...inputs, upstream: [...upstream] }, scan };
}
