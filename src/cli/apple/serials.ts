import { readSerials } from '../../engine/apple/serials.js';
import type { Serial } from '../../model/apple.js';
import { Stop } from '../../model/failure.js';
import { serialsOfGroup } from '../../stages/apple/group.js';
import type { AppleSight } from '../../stages/apple/ports.js';
import type { Args } from '../args.js';
import type { Option } from '../command.js';
import { pathOf, type World } from '../world.js';

export const serialOptions: Readonly<Record<string, Option>> = {
  serials: { type: 'string', describe: 'Text file with one serial a line, or CSV with a column "serial"', value: 'FILE' },
  group: { type: 'string', describe: 'Devices of this group of the source, and devices of its users', value: 'NAME' },
  all: { type: 'boolean', describe: 'Every device of the source' },
};

/** The serials of a file. @throws Stop (2) naming the file and what is wrong with it */
export async function serialsIn(world: World, path: string): Promise<readonly Serial[]> {
  const { readLooseRows } = await import('../../store/loose-rows.js');
  const file = pathOf(world, path);
  const read = readSerials(await readLooseRows(file));
  if (!read.ok) throw new Stop(2, `${file} ${read.problem}.`, `${read.remedy.charAt(0).toUpperCase()}${read.remedy.slice(1)}.`);
  return read.serials;
}

/**
 * The devices that a command was told to look at; undefined for all of them.
 * @throws Stop (2) where nothing or more than one thing was said
 */
export async function chosenSerials(args: Args, world: World, sight: AppleSight): Promise<readonly Serial[] | undefined> {
  const file = args.text('serials');
  const group = args.text('group');
  const said = [file !== undefined, group !== undefined, args.flag('all')].filter(Boolean).length;
  if (said !== 1) throw new Stop(2, said === 0 ? 'It is not said which devices.' : 'More than one way of saying which devices was given.', 'Give one of --serials FILE, --group NAME and --all.');
  if (file !== undefined) return serialsIn(world, file);
  return group === undefined ? undefined : serialsOfGroup(sight.source, group);
}
