import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { shell } from '../cli.js';
import type { Lab } from './lab.js';

const MOUNT = 'unshare -rm mount -t tmpfs t /mnt';

/** Whether a process may mount a disk of its own. With CI set it has to: a skip would hide a fault. */
export const CAN_MOUNT = process.env.CI === 'true' || spawnSync('bash', ['-c', MOUNT]).status === 0;

/** What a run on a full disk, and the one that completes it, came to. */
export interface OnFullDisk {
  readonly stopped: { readonly code: number; readonly stdout: string; readonly stderr: string };
  /** Paths on any disk when the first run had ended. */
  readonly left: readonly string[];
  readonly resumed: { readonly code: number; readonly stdout: string; readonly stderr: string };
}

/**
 * Runs `deid` with the folder `disk` of the lab on a small disk, then makes room and completes the run. What stands on
 * the disk at the end is copied to the folder `kept`.
 * @param size of the disk, as `mount -t tmpfs` takes it
 */
export async function onFullDisk(lab: Lab, size: string, args: readonly string[]): Promise<OnFullDisk> {
  mkdirSync(lab.path('disk'));
  const words = args.map((arg) => `'${arg}'`).join(' ');
  const script = `
    cd ${lab.folder}; mkdir said
    mount -t tmpfs -o size=${size} t disk
    $CORELAB deid ${words} > said/out1 2> said/err1; code1=$?
    find . -type f | sort > said/left
    mount -o remount,size=100m disk
    $CORELAB deid ${words} --resume > said/out2 2> said/err2; code2=$?
    cp -a disk kept
    jq_like() { node -e 'process.stdout.write(JSON.stringify(process.argv.slice(1).map((f) => require("node:fs").readFileSync(f, "utf8"))))' "$@"; }
    echo "[$code1,$code2,$(jq_like said/out1 said/err1 said/left said/out2 said/err2)]"`;
  const { stdout, stderr } = await shell(`unshare -rm bash -c "$SCRIPT"`, { SCRIPT: script });
  if (!stdout.startsWith('[')) throw new Error(`no disk of its own: ${stderr}`);
  const [code1, code2, [out1, err1, left, out2, err2]] = JSON.parse(stdout);
  return {
    stopped: { code: code1, stdout: out1, stderr: err1 },
    left: left.trimEnd().split('\n'),
    resumed: { code: code2, stdout: out2, stderr: err2 },
  };
}
