import { byId } from '../facts.js';
import { tell } from '../tell.js';

byId('sheet').addEventListener('click', () => {
  tell('file_download', { file_name: 'first-chords', file_extension: 'svg', link_url: '/art/first-chords.svg' });
});
