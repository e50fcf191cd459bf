import { measure } from './child';
import { APPS, type AppName, constructAndSynth } from './synth-apps';

const [name = '', count, outdir] = process.argv.slice(2);
if (!Object.hasOwn(APPS, name) || !outdir) throw new Error('usage: synth-child <app> <charts> <directory>');

measure(() => constructAndSynth(name as AppName, Number(count), outdir));
