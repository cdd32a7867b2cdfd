import type { ComponentChildren, VNode } from 'preact';
import { each, isTold, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import type { DeidReport } from './input-path.js';
import { OPTION_WORDS, withoutOptions } from './words.js';

interface Profile {
  readonly name: string;
  readonly sha256: string;
  readonly options: readonly string[];
}

/** What a deid report says it was made with. */
interface DeidConfig {
  readonly mode?: 'release' | 'dry-run' | 'verify-only';
  readonly profile?: Profile;
  readonly keyFingerprint?: string;
  readonly identity?: 'assignments' | 'pseudonyms';
  readonly known?: { readonly sha256: string };
  readonly exclude?: { readonly globs: readonly string[]; readonly leftOut: number };
}

/** The configuration of a deid report. */
export function configOf(report: DeidReport): Told<DeidConfig> {
  return of(report, 'config') as Told<DeidConfig>;
}

function Fact({ term, children }: { term: string; children: ComponentChildren }): VNode {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Options({ of: profile }: { of: Told<Profile> }): VNode {
  return (
    <ul class="plain">
      {each(of(profile, 'options')).map((option) => (
        <li>
          <Text of={option} code />
          {Object.hasOwn(OPTION_WORDS, option.value) && `: ${OPTION_WORDS[option.value]}`}
        </li>
      ))}
      {withoutOptions(profile.value.options).map((words) => (
        <li>{words}</li>
      ))}
    </ul>
  );
}

const IDENTITY_WORDS = {
  assignments: 'subject IDs and date shifts are those that assign-id gave',
  pseudonyms: 'subject IDs are made from the project key: whoever holds that key can try record numbers',
} as const;

/** From where, to where, by which profile and key. */
export function HowFacts({ report }: { report: DeidReport }): VNode {
  const config = configOf(report);
  const [profile, key, identity] = [
    of(config, 'profile'),
    of(config, 'keyFingerprint'),
    of(config, 'identity'),
  ];
  const [known, exclude] = [of(config, 'known'), of(config, 'exclude')];
  const isVerify = config.value.mode === 'verify-only';
  return (
    <dl class="facts">
      <Fact term={isVerify ? 'searched' : 'read from'}>
        <Paths of={each(of(report, 'inputs')).map((root) => of(root, 'path'))} />
      </Fact>
      {config.value.mode === 'release' && (
        <Fact term="written to">
          <Paths of={each(of(report, 'roots')).map((root) => of(root, 'path'))} />
        </Fact>
      )}
      {isTold(profile) && (
        <Fact term="profile">
          <Text of={of(profile, 'name')} />, checksum <Text of={of(profile, 'sha256')} code />
          <Options of={profile} />
        </Fact>
      )}
      {isTold(identity) && (
        <Fact term="identity">
          <Text of={identity} />: {IDENTITY_WORDS[identity.value]}
        </Fact>
      )}
      {isTold(key) && (
        <Fact term="project key">
          fingerprint <Text of={key} code /> (of the key, not the key: reports with the same one were made
          with the same key)
        </Fact>
      )}
      {isVerify && <SearchedFor known={known} />}
      {isTold(exclude) && exclude.value.globs.length > 0 && (
        <Fact term="left out">
          <Num of={of(exclude, 'leftOut')} /> files and folders that match{' '}
          <Paths of={each(of(exclude, 'globs'))} />: they are in none of the counts
        </Fact>
      )}
    </dl>
  );
}

function SearchedFor({ known }: { known: Told<DeidConfig['known']> }): VNode {
  return (
    <Fact term="searched for">
      {isTold(known) ? (
        <>
          the values and UIDs of a list, checksum <Text of={of(known, 'sha256')} code />, and what files
          betray by themselves
        </>
      ) : (
        <b>only what files betray by themselves: no list of known values was given (--known)</b>
      )}
    </Fact>
  );
}

function Paths({ of: paths }: { of: readonly Told<string>[] }): VNode {
  return (
    <>
      {paths.map((path, i) => (
        <>
          {i > 0 && ', '}
          <Text of={path} code />
        </>
      ))}
    </>
  );
}
