import 'zone.js';

const { add, mock } = window.neighbours;
const zone = window.Zone.current.fork({ name: 'shop' });

add('zone', n => zone.run(() => setTimeout(() => Promise.resolve().then(() => fetch(mock('zone', `/${n}`))))));
