import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Action, Reader, Row, Writer } from '../crosswalk/contract.js';

/** A series with the instances that a delivery brought. */
export interface SeriesContent {
  readonly seriesUID: string;
  readonly modality: string;
  readonly instances: readonly { readonly sopClassUID: string; readonly sopInstanceUID: string }[];
}

/** Records what of a study a delivery brought, so that it can be named when it must be rejected. */
export function addContent(
  writer: Writer,
  { delivery, study }: { readonly delivery: number; readonly study: number },
  series: readonly SeriesContent[],
  action: Action,
): void {
  const lines = series.flatMap(({ instances }, i) =>
    instances.map(({ sopClassUID, sopInstanceUID }) => `${i} ${sopClassUID} ${sopInstanceUID}`),
  );
  const values = {
    delivery,
    study,
    series: JSON.stringify(series.map(({ seriesUID, modality }) => [seriesUID, modality])),
    instances: lines.length,
    sops: deflateRawSync(lines.join('\n'), { level: 1 }),
  };
  writer.insert('contents', values, action);
}

/**
 * All instances of a study that ever came, each once; those without a SOP Instance UID cannot be named.
 * @param deliveries rows of the deliveries that count; all when absent
 */
export function contentOf(reader: Reader, study: number, deliveries?: ReadonlySet<number>): SeriesContent[] {
  const all = new Map<string, { readonly modality: string; readonly sops: Map<string, string> }>();
  for (const row of reader.rows('contents', 'study = ? ORDER BY id', study)) {
    if (deliveries && !deliveries.has(Number(row.delivery))) continue;
    const series = seriesIn(row).map(([uid, modality]) => {
      const known = all.get(uid) ?? { modality, sops: new Map<string, string>() };
      all.set(uid, known);
      return known;
    });
    for (const line of inflateRawSync(row.sops as Uint8Array)
      .toString()
      .split('\n')) {
      const [number = '', sopClassUID = '', sopInstanceUID = ''] = line.split(' ');
      // A series whose instances all stand in another one, too, brought none of its own.
      if (sopInstanceUID !== '') series[Number(number)]?.sops.set(sopInstanceUID, sopClassUID);
    }
  }
  return [...all].map(([seriesUID, { modality, sops }]) => ({
    seriesUID,
    modality,
    instances: [...sops].map(([sopInstanceUID, sopClassUID]) => ({ sopClassUID, sopInstanceUID })),
  }));
}

/** How many series of each modality a study has, over all deliveries. */
export function seriesByModality(reader: Reader, study: number): Record<string, number> {
  const series = new Map(reader.rows('contents', 'study = ?', study).flatMap(seriesIn));
  const counts: Record<string, number> = {};
  for (const modality of series.values()) counts[modality] = (counts[modality] ?? 0) + 1;
  return counts;
}

/** Series Instance UID and modality of each series of a row. */
function seriesIn({ series }: Row): [string, string][] {
  return JSON.parse(String(series));
}
