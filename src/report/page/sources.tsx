import type { VNode } from 'preact';
import { counted } from './counted.js';
import { KeyName } from './key-name.js';
import { Mark } from './mark.js';
import { type PageSource, toldReport } from './page-source.js';
import { each, entries, isTold, of, type Told } from './told.js';
import { Count, Nothing, Num, Text } from './value.js';

/** A key of a report in words: `filesIn` → `files in`, `studyUID` → `study UID`. */
export function inWords(key: string): string {
  const words = key.split(/(?<=[a-z0-9])(?=[A-Z])/);
  return words.map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase())).join(' ');
}

/** A value of a configuration: of an object `name value, name value`, of a list its items. */
function Setting({ of: told }: { of: Told<unknown> }): VNode {
  const { value, at } = told;
  if (typeof value !== 'object' || value === null)
    return <Text of={{ value: value as string | number | boolean | null, at }} code />;
  const parts = Array.isArray(value)
    ? each({ value: value as readonly unknown[], at }).map((item) => ['', item] as const)
    : entries({ value: value as Readonly<Record<string, unknown>>, at });
  if (parts.length === 0) return <Nothing why="none" />;
  return (
    <>
      {parts.map(([name, part], i) => (
        <>
          {i > 0 && ', '}
          {name !== '' && <KeyName of={name} as={`${inWords(name)} `} />}
          <Setting of={part} />
        </>
      ))}
    </>
  );
}

function Source({ source }: { source: PageSource }): VNode {
  const report = toldReport(source);
  const run = of(report, 'run');
  const tool = of(report, 'tool');
  const config = entries(of(report, 'config'));
  return (
    <section class="part" id={`report-${source.number}`}>
      <h3>
        {source.report.command} <Mark of={of(report, 'verdict')} word />
      </h3>
      <ul class="counts">
        {entries(of(report, 'summary')).map(([name, count]) => (
          <li>
            {inWords(name)} <Num of={count} />
          </li>
        ))}
      </ul>
      <dl class="facts">
        <dt>run</dt>
        <dd>
          <Text of={of(run, 'startedAt')} />, <Num of={of(run, 'durationMs')} unit="ms" />
          {run.value.operator !== undefined && (
            <>
              , by <Text of={of(run, 'operator')} />
            </>
          )}
        </dd>
        <dt>made by</dt>
        <dd>
          corelab <Text of={of(tool, 'version')} />, <Text of={of(report, 'schema')} code />
        </dd>
        <dt>may leave</dt>
        <dd>
          <Text of={of(report, 'confidentiality')} />
        </dd>
        <Given source={source} />
        <dt class="sha256">SHA-256</dt>
        <dd>
          {source.sha256 === null ? (
            <Nothing why="made by the command itself" />
          ) : (
            <code class="sha256">{source.sha256}</code>
          )}
        </dd>
        {config.length > 0 && <dt>with</dt>}
        {config.length > 0 && (
          <dd>
            <ul class="plain">
              {config.map(([name, value]) => (
                <li>
                  <KeyName of={name} as={inWords(name)} /> <Setting of={value} />
                </li>
              ))}
            </ul>
          </dd>
        )}
        {report.value.upstream.length > 0 && <dt>before it</dt>}
        {report.value.upstream.length > 0 && (
          <dd>
            {each(of(report, 'upstream')).map((one) => (
              <>
                <Text of={of(one, 'command')} /> <Mark of={of(one, 'verdict')} word />{' '}
              </>
            ))}
          </dd>
        )}
      </dl>
    </section>
  );
}

/** What a run was given: its arguments, the folders that it read, and the report that was piped into it. */
function Given({ source }: { source: PageSource }): VNode {
  const report = toldReport(source);
  const run = of(report, 'run');
  const [typed, roots, upstream] = [
    each(of(run, 'arguments')),
    each(of(report, 'roots')).map((root) => of(root, 'path')),
    of(run, 'upstreamSha256'),
  ];
  return (
    <>
      <dt>ID of the run</dt>
      <dd>
        <Text of={of(run, 'id')} code />
      </dd>
      {typed.length > 0 && <dt>arguments</dt>}
      {typed.length > 0 && (
        <dd>
          <Codes of={typed} />
        </dd>
      )}
      {roots.length > 0 && <dt>folders and files of its list</dt>}
      {roots.length > 0 && (
        <dd>
          <Codes of={roots} />: <Count n={report.value.files.length} what="files that a report lists" />{' '}
          {counted(report.value.files.length, 'files')}
        </dd>
      )}
      {isTold(upstream) && <dt class="sha256">SHA-256 of what was piped in</dt>}
      {isTold(upstream) && (
        <dd>
          <Text of={upstream} code />
        </dd>
      )}
    </>
  );
}

function Codes({ of: all }: { of: readonly Told<string>[] }): VNode {
  return (
    <>
      {all.map((one) => (
        <>
          <Text of={one} code />{' '}
        </>
      ))}
    </>
  );
}

/** The reports that a page was made from: what each counted, when and with what it was made. */
export function Sources({ sources }: { sources: readonly PageSource[] }): VNode {
  return (
    <section id="reports" class="chapter" aria-labelledby="reports-title">
      <h2 id="reports-title">The reports</h2>
      {sources.map((source) => (
        <Source source={source} />
      ))}
    </section>
  );
}
