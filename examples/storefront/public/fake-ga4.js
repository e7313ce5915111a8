// What Google's snippet leaves in a page, with a counter on this machine instead of their server.
window.dataLayer = window.dataLayer || [];

window.gtag = function gtag() {
  // gtag.js expects the arguments object itself, not an array.
  // biome-ignore lint/complexity/noArguments: see above
  window.dataLayer.push(arguments);
  // biome-ignore lint/complexity/noArguments: see above
  const [command, name] = arguments;
  if (command !== 'event') return;
  fetch('/ga', { method: 'POST', keepalive: true, body: JSON.stringify({ name }) }).catch(() => {
    // A counter that is away is no reason to disturb the page.
  });
};
