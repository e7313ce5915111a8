import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flags, start } from './counted.js';

/** The place where a React app starts Waymark. */
function Counted() {
  useEffect(() => {
    const waymark = start();
    if (flags.manual) waymark.page({ page_type: 'home' });
    return () => waymark.stop();
  }, []);
  return <main>Home</main>;
}

function Shop() {
  const [version, setVersion] = useState(0);
  return (
    <>
      <button type="button" id="again" onClick={() => setVersion(version + 1)}>
        What a hot update does
      </button>
      <Counted key={version} />
    </>
  );
}

const shop = createRoot(document.getElementById('app'));
const app = <Shop />;
shop.render(flags.isLoose ? app : <StrictMode>{app}</StrictMode>);
