import { byId } from '../facts.js';

const link = byId('link');

byId('mail').href += `&body=${encodeURIComponent(`I found a guitar shop that answers: ${link.value}`)}`;
byId('copy').addEventListener('click', async () => {
  link.select();
  const copied = await navigator.clipboard.writeText(link.value).then(
    () => true,
    () => false,
  );
  byId('friend-done').textContent = copied
    ? 'Copied. Paste it wherever you two talk.'
    : 'The link is marked: copy it with your keyboard.';
});
