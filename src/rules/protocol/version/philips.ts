const DOTTED = /^(R)?(\d{1,3}(?:\.\d{1,4}){1,5})$/i;

/**
 * The numbers of a Philips version: `5.3.0`, `5.3.0.3`, `R5.7.1`. Philips writes two, of which the longer holds the
 * shorter. Numbers alone are a Philips version only where the manufacturer is known (`ofFamily`).
 */
export function parsePhilips(text: string, ofFamily: boolean): readonly number[] | undefined {
  const [, release, numbers] = DOTTED.exec(text) ?? [];
  if (numbers === undefined || !(release || ofFamily)) return undefined;
  return numbers.split('.').map(Number);
}
