import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import type { Disposition, DispositionsFile } from './disposition.js';

/**
 * What is wrong with a file of decisions although it fits its schema.
 * @param today YYYY-MM-DD, where the run is
 */
export function checkDispositions({ dispositions }: DispositionsFile, today: string): ConfigFault[] {
  return [
    ...dispositions.flatMap((disposition, i) => faultsOf(disposition, ['dispositions', i], today)),
    ...repeatedAcceptances(dispositions),
  ];
}

function faultsOf({ waive, when }: Disposition, path: FaultPath, today: string): ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (waive && [waive.seriesUID, waive.studyUID, waive.subject].every((name) => name === undefined)) {
    faults.push(
      faultAt([...path, 'waive'], 'names no scan: give seriesUID, studyUID or subject', { at: 'key' }),
    );
  }
  // Both are YYYY-MM-DD, so that their order is that of the texts.
  if (when > today) faults.push(faultAt([...path, 'when'], `is in the future (today is ${today})`));
  return faults;
}

/** One series accepted twice: two decisions on one thing, of which one is not meant. */
function repeatedAcceptances(dispositions: readonly Disposition[]): ConfigFault[] {
  const first = new Map<string, number>();
  return dispositions.flatMap(({ accept }, i) => {
    const uid = accept?.seriesUID;
    if (uid === undefined) return [];
    const known = first.get(uid);
    if (known === undefined) first.set(uid, i);
    return known === undefined
      ? []
      : [
          faultAt(
            ['dispositions', i, 'accept', 'seriesUID'],
            `is accepted by 'dispositions[${known}]' already`,
          ),
        ];
  });
}
