import type { VNode } from 'preact';
import type { QuarantineAction, QuarantineSections } from '../../../quarantine-sections.js';
import type { PageSection, SectionMaker } from '../../page-section.js';
import { type InJson, type JsonReport, toldReport } from '../../page-source.js';
import { SumLine, type Term, type Tone } from '../../sum-line.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { Entries } from './entries.js';
import { Commands } from './next.js';
import { Releases } from './releases.js';

type QuarantineReport = Told<JsonReport & InJson<QuarantineSections>>;

interface QuarantineConfig {
  readonly action?: QuarantineAction;
  readonly keyFingerprint?: string;
  readonly profiles?: readonly { readonly name: string; readonly sha256: string }[];
}

const TITLES: Readonly<Record<QuarantineAction, string>> = {
  list: 'The quarantine',
  show: 'One file in the quarantine',
  release: 'Release from the quarantine',
};

function configOf(report: QuarantineReport): Told<QuarantineConfig> {
  return of(report, 'config') as Told<QuarantineConfig>;
}

function count(report: QuarantineReport, key: string): Told<number | undefined> {
  return of(of(report, 'summary'), key);
}

function termsOf(report: QuarantineReport): Term[] {
  const term = (key: string, word: string, tone: Tone): Term => ({
    ...{ count: count(report, key), word, tone },
  });
  const settled = term('settled', 'written by their run since', 'same');
  return [
    term('waiting', 'wait for a person', 'rest'),
    term('released', 'let go by a person', 'good'),
    ...(settled.count.value ? [settled] : []),
    term('damaged', 'damaged', 'bad'),
  ];
}

/** Of a release: with which key and profiles the files were de-identified, and where they stand. */
function ReleaseFacts({ report }: { report: QuarantineReport }): VNode | null {
  const config = configOf(report);
  const key = of(config, 'keyFingerprint');
  const profiles = each(of(config, 'profiles'));
  const roots = each(of(report, 'roots'));
  if (!isTold(key) && profiles.length + roots.length === 0) return null;
  return (
    <dl class="facts">
      <dt>project key</dt>
      <dd>
        fingerprint <Text of={key} code />
      </dd>
      <dt>profiles</dt>
      <dd>
        {profiles.map((profile) => (
          <>
            <Text of={of(profile, 'name')} />, checksum <Text of={of(profile, 'sha256')} code />{' '}
          </>
        ))}
      </dd>
      <dt>written to</dt>
      <dd>
        {roots.map((root) => (
          <Text of={of(root, 'path')} code />
        ))}
      </dd>
      {each(of(report, 'files')).length > 0 && <dt>files</dt>}
      {each(of(report, 'files')).map((file) => (
        <dd>
          <Text of={of(file, 'path')} code />
        </dd>
      ))}
    </dl>
  );
}

function Body({ report }: { report: QuarantineReport }): VNode {
  const entries = each(of(report, 'entries'));
  const action = configOf(report).value.action ?? 'list';
  const word = action === 'list' ? 'in the quarantine' : 'asked for';
  return (
    <>
      <SumLine total={{ count: count(report, 'entries'), word }} parts={termsOf(report)} />
      <ReleaseFacts report={report} />
      <Entries entries={entries} hits={each(of(report, 'hits'))} />
      <Releases releases={each(of(report, 'releases'))} />
      {(count(report, 'waiting').value ?? 0) > 0 && <Commands />}
    </>
  );
}

/** What waits in a quarantine and why, and who let what go. */
export const quarantineSections: SectionMaker = async (source): Promise<readonly PageSection[]> => {
  const report = toldReport<QuarantineSections>(source);
  const title = TITLES[configOf(report).value.action ?? 'list'];
  return [{ chapter: 'deid', title, body: <Body report={report} /> }];
};
