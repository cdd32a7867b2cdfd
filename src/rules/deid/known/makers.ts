const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

const MAKERS = words(
  'ge siemens philips canon toshiba hitachi samsung fujifilm hologic varian elekta shimadzu agfa bruker carestream konica',
);
const FORMS = words(
  'medical systems system healthcare health healthineers electronics imaging minolta ag gmbh inc corporation',
);

/**
 * Whether a place is only the maker of a device, as service engineers fill in Institution Name. It names nobody, and taken
 * out of a whole delivery it would take Manufacturer with it, by which every private element is read.
 */
export function isMaker(text: string): boolean {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return all.some((word) => MAKERS.has(word)) && all.every((word) => MAKERS.has(word) || FORMS.has(word));
}
