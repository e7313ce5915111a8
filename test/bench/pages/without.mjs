import { hold, sayReady } from './hold.mjs';

await hold();
sayReady();
