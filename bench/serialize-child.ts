import { measure } from './child';
import { deployments, isWriter, WRITERS } from './serialize-writers';

const [name = '', count] = process.argv.slice(2);
if (!isWriter(name)) throw new Error('usage: serialize-child <writer> <documents>');

const documents = deployments(Number(count));
measure(() => WRITERS[name].write(documents));
