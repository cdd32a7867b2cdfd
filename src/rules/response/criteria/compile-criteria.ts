import { type ConfigFault, faultAt } from '../../config-fault.js';
import { lengthMm } from './amounts.js';
import type { TableName } from './cells.js';
import { type Choice, choiceTexts, statedChoices } from './choices.js';
import type { Criteria, OverallRow } from './criteria.js';
import { compileMeasurable } from './measurable.js';
import { completeFile, layFile } from './merge-layers.js';
import { type BothForms, modificationsOf } from './modifications.js';
import { mergeOrgans, organFaults } from './organs.js';
import type { RawCell, RawCriteria, RawCriteriaFile, RawOrgans, RawRow } from './raw-criteria.js';
import { responseFaults } from './response-faults.js';
import { tableFaults } from './table-faults.js';
import { compileRules } from './target-rules.js';

export type { RawCriteriaFile } from './raw-criteria.js';

/** A criteria file that was compiled, with what files that are based on it need. */
export interface CompiledCriteria {
  readonly criteria: Criteria;
  readonly raw: RawCriteria;
  /** The criteria at the bottom, which are based on nothing: modifications are told against these. */
  readonly root: BothForms;
  /** Choices that the files above the root state. */
  readonly chosen: ReadonlySet<Choice>;
  /** Organs that the files above the root say something of. */
  readonly chosenOrgans: ReadonlySet<string>;
  /** Names that count for another organ than the base has them for: which targets share an organ changes. */
  readonly movedOrgans: readonly string[];
}

/**
 * Compiles a criteria file.
 * @param file as its schema lets it through
 * @param base what its `base` leads to
 * @returns the criteria, or all faults with their places
 */
export function compileCriteria(
  file: RawCriteriaFile,
  base?: CompiledCriteria,
): { readonly ok: CompiledCriteria } | { readonly faults: readonly ConfigFault[] } {
  const faults: ConfigFault[] = [];
  const raw = base ? layFile(file, base.raw, faults) : completeFile(file);
  const rules = compileDecisions(raw, faults);
  faults.push(...organFaults(file.organs, base?.criteria.organs));
  const organs = mergeOrgans(base?.criteria.organs ?? new Map(), file.organs);
  const own = { raw, tables: rules };
  const root = base?.root ?? own;
  const chosen = new Set([...(base?.chosen ?? []), ...(base ? statedChoices(file) : [])]);
  const chosenOrgans = new Set([...(base?.chosenOrgans ?? []), ...(base ? namesOf(file.organs) : [])]);
  const movedOrgans = [...(base?.movedOrgans ?? []), ...movedNames(base?.criteria.organs, organs)];
  const modifications = [...modificationsOf(root, own), ...movedOrgans];
  const named = namedAs(file, { raw, root: root.raw, isModified: modifications.length > 0 });
  if ('fault' in named) faults.push(named.fault);
  if (faults.length > 0 || 'fault' in named) return { faults };
  const choices = [
    ...choiceTexts(chosen, raw),
    ...(chosenOrgans.size > 0 ? [`organs: ${[...chosenOrgans].join(', ')}`] : []),
  ];
  const criteria = { ...named, source: raw.source, modifications, choices, ...rules, organs };
  return { ok: { criteria, raw, root, chosen, chosenOrgans, movedOrgans } };
}

function movedNames(before: Criteria['organs'] | undefined, organs: Criteria['organs']): readonly string[] {
  return [...(before ?? [])].flatMap(([name, organ]) => {
    const now = organs.get(name) ?? organ;
    return now === organ ? [] : [`organs: ${name}: ${organ} → ${now}`];
  });
}

function namesOf(organs: RawOrgans = {}): readonly string[] {
  return Object.keys(organs);
}

interface Naming {
  readonly raw: RawCriteria;
  readonly root: RawCriteria;
  readonly isModified: boolean;
}

/** Modified criteria always say so, whatever title their file gives them. */
function namedAs(
  file: RawCriteriaFile,
  { raw, root, isModified }: Naming,
): Pick<Criteria, 'name' | 'title'> | { readonly fault: ConfigFault } {
  if (!isModified) return { name: raw.name, title: raw.title };
  if (file.name === root.name) {
    const text = `is '${root.name}', the criteria that this file modifies: it needs a name of its own`;
    return { fault: faultAt(['name'], text) };
  }
  const modified = `${root.title}, modified`;
  const isOwn = raw.title !== root.title && !raw.title.includes(modified);
  return {
    name: raw.name === root.name ? `${root.name}-modified` : raw.name,
    title: isOwn ? `${raw.title} (${modified})` : raw.title === root.title ? modified : raw.title,
  };
}

type Decisions = Omit<Criteria, 'name' | 'title' | 'source' | 'modifications' | 'choices' | 'organs'>;

function compileDecisions(raw: RawCriteria, faults: ConfigFault[]): Decisions {
  const { responses, targets, nodes, tooSmall, baseline, target, best } = raw;
  faults.push(...responseFaults(responses));
  const pathologicalFromMm = lengthMm(nodes.pathologicalFrom, {
    path: ['nodes', 'pathologicalFrom'],
    faults,
  });
  const { required, ...confirmation } = best.confirmation;
  return {
    responses,
    targets,
    measurable: compileMeasurable(raw, pathologicalFromMm, faults),
    nodes: { pathologicalFromMm, source: nodes.source },
    tooSmall: {
      mm: lengthMm(tooSmall.size, { path: ['tooSmall', 'size'], faults }),
      source: tooSmall.source,
    },
    baseline,
    target: { ...target, rules: compileRules(target.rules, faults) },
    overall: compileTable('overall', raw, faults),
    nonTargetOnly: compileTable('nonTargetOnly', raw, faults),
    best: { ...best, confirmation: { isRequired: required, ...confirmation } },
  };
}

function compileTable(table: TableName, raw: RawCriteria, faults: ConfigFault[]): readonly OverallRow[] {
  const rows = raw[table].map((row) => compileRow(table, row));
  const codes = raw.responses.map(({ code }) => code);
  faults.push(...tableFaults(table, rows, codes));
  return rows;
}

function compileRow(
  table: TableName,
  { target = 'any', nonTarget, newLesion, overall, source }: RawRow,
): OverallRow {
  return {
    target: table === 'nonTargetOnly' ? ['NONE'] : cell(target),
    nonTarget: cell(nonTarget),
    newLesion: cell(newLesion),
    ...{ overall, source },
  };
}

function cell<T extends string>(raw: RawCell<T>): readonly T[] {
  if (raw === 'any') return [];
  return isOneAnswer(raw) ? [raw] : raw;
}

function isOneAnswer<T extends string>(raw: T | readonly T[]): raw is T {
  return typeof raw === 'string';
}
