// What Google's snippet leaves in a page, with a counter on this machine instead of their server. Like the tag in basic
// Consent Mode it sends nothing until statistics are allowed, and then what has been waiting since the page began.
window.dataLayer = window.dataLayer || [];

window.gtag = function gtag() {
  // gtag.js expects the arguments object itself, not an array.
  // biome-ignore lint/complexity/noArguments: see above
  window.dataLayer.push(arguments);
};

window.gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'denied' });

(layer => {
  const waiting = [];
  let isAllowed = false;

  // gtag.js puts a `push` of its own in the place of the array's, too.
  layer.push = (...entries) => {
    const length = Array.prototype.push.apply(layer, entries);
    for (const entry of entries) take(entry);
    return length;
  };

  function take(entry) {
    const [command, name, data] = Array.from(entry);
    if (command === 'event') waiting.push(name);
    if (command === 'consent' && data.analytics_storage) isAllowed = data.analytics_storage === 'granted';
    if (isAllowed) for (const event of waiting.splice(0)) send(event);
  }

  function send(name) {
    fetch('/ga', { method: 'POST', keepalive: true, body: JSON.stringify({ name }) }).catch(() => {
      // A counter that is away is no reason to disturb the page.
    });
  }
})(window.dataLayer);
