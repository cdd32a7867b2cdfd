// run against the same commands over the same deliveries, a delivery after the other: as pipes of a shell, whose
// processes start together, and one command after the other, each with a report of the one before.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from '../../build/fixtures/corpus.js';
import { interleaved } from './measure.mjs';
import { print, table } from './table.mjs';
import { copyCrosswalk } from './trial-folder.mjs';

const DISCS = 6;
const LARGE = { instances: 2000, series: 8, bytesPixel: 32 * 1024 };

/** Six discs of two sites of the synthetic trial, 18 and 93 small files each; and one delivery of 2,000 files of 32 KiB. */
export async function runDeliveries({ scratch, corelab, rounds }) {
  const folder = join(scratch, 'run');
  const at = (...names) => join(folder, ...names);
  mustRun(process.execPath, 'build/fixtures/trial/main.js', folder);
  for (const key of ['corelab.key', 'crosswalk.key']) mustRun(...corelab('key', 'new', at(key)));
  mustRun(...corelab('crosswalk', 'new', at('x.db'), '--crosswalk-key', at('crosswalk.key')));
  copyCrosswalk(at('x.db'), at('empty.db'));
  const discs = ['01', '02'].flatMap((site) =>
    readdirSync(at('batch-1', site))
      .slice(0, DISCS)
      .map((name) => ({ site, path: at('batch-1', site, name) })),
  );
  const { files } = writeCorpus(at('large'), LARGE);
  const clear = () => {
    for (const name of ['out', 'out.state', 'reports']) rmSync(at(name), { recursive: true, force: true });
    copyCrosswalk(at('empty.db'), at('x.db'));
  };
  const sets = {
    [`${discs.length} discs of the trial`]: discs,
    [`one delivery of ${files} files`]: [{ site: '01', path: at('large') }],
  };
  for (const [title, deliveries] of Object.entries(sets)) {
    const given = deliveries.map(({ site, path }) => `${site}=${path}`);
    const commands = {
      'single commands, each after the other': script(at, corelab, { deliveries, isPiped: false }),
      'single commands, piped': script(at, corelab, { deliveries, isPiped: true }),
      run: corelab('run', at('trial.yaml'), ...given, '--out', at('out'), '--json'),
    };
    for (const [name, command] of Object.entries(commands)) {
      clear();
      spawnSync(command[0], command.slice(1), { stdio: 'ignore' });
      print(`${name}: ${countFiles(at('out'))} files released`);
    }
    table(title, await interleaved(rounds, commands, clear), 'single commands, each after the other');
  }
  rmSync(folder, { recursive: true });
}

/** Takes deliveries through the single commands, one after the other, whatever they find. */
function script(at, corelab, { deliveries, isPiped }) {
  const store = `--crosswalk ${at('x.db')} --crosswalk-key ${at('crosswalk.key')} --key-file ${at('corelab.key')}`;
  const trial = `--trial ${at('trial.yaml')}`;
  const lines = deliveries.map(({ site, path }, i) => {
    const commands = [
      `manifest '${path}' --checksums`,
      `assign-id - ${trial} --site ${site} ${store}`,
      `deid - --profile trial ${store} --out ${at('out')} --append --state ${at('out.state', String(i))}`,
      `check-protocol - --protocol ${at('protocol.yaml')} --site ${site} --key-file ${at('corelab.key')}`,
      `qc-motion - --limits ${at('limits.yaml')} ${trial}`,
      'measure-export -',
    ].map((command) => `${corelab(command).join(' ')} --json`);
    if (isPiped) return `${commands.join(' | ')} > /dev/null`;
    const file = (n) => at('reports', `${n}.json`);
    return commands.map((one, n) => `${one} ${n > 0 ? `< ${file(n - 1)}` : ''} > ${file(n)}`).join('\n');
  });
  const path = at(`${isPiped ? 'piped' : 'each'}-${deliveries.length}.sh`);
  writeFileSync(path, `mkdir -p ${at('reports')} ${at('out.state')}\n${lines.join('\n')}\ntrue\n`);
  return ['bash', path];
}

function mustRun(program, ...args) {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(0, 500)}`);
}

function countFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
