import { measure } from './child';
import { MAKERS, type MakerName } from './custom-resource-makers';

const [name = '', count] = process.argv.slice(2);
if (!Object.hasOwn(MAKERS, name)) throw new Error('usage: custom-resources-child <maker> <count>');

measure(() => {
  const made = MAKERS[name as MakerName](Number(count));
  if (made !== Number(count)) throw new Error(`${name} made ${made} objects, not ${count}`);
});
