import {
  createContext,
  Suspense,
  startTransition,
  use,
  useContext,
  useEffect,
  useInsertionEffect,
  useState,
} from 'react';
import { createRoot } from 'react-dom/client';
import { DATA_MS, flags, start, wait } from './counted.js';

/** What the server says of a route: the page, and, streamed after it, the title. It follows redirects itself. */
const fetched = new Map();
const REDIRECTS = { '/old': '/help' };
const ROUTES = {
  '/': { title: 'Home' },
  '/guitars': { title: 'Guitars' },
  '/guitars/cedar': { title: 'The cedar', type: 'product' },
  '/help': { title: 'Help' },
};

function prefetch(href) {
  if (!fetched.has(href)) {
    const end = REDIRECTS[href] ?? href;
    const route = { ...ROUTES[new URL(end, location.href).pathname], href: end };
    fetched.set(href, { route: wait(DATA_MS / 2).then(() => route), title: wait(2 * DATA_MS).then(() => route.title) });
  }
  return fetched.get(href);
}

const Router = createContext(null);

function Link({ id, href, replace = false }) {
  const go = useContext(Router);
  return (
    <a
      id={id ?? href}
      href={href}
      onMouseEnter={() => prefetch(href)}
      onClick={event => {
        event.preventDefault();
        go(href, replace);
      }}
    >
      {href}
    </a>
  );
}

/** Next writes the address it was led to while React commits, before the page is painted. */
function HistoryUpdater({ replace, ...at }) {
  const { href } = use(prefetch(at.href).route);
  useInsertionEffect(() => {
    const isSame = new URL(href, location.href).href === location.href;
    history[replace || isSame ? 'replaceState' : 'pushState']({ tree: href }, '', href);
  }, [href, replace]);
  return null;
}

/** A page's metadata streams in behind the page. */
function Title({ of }) {
  return <title>{use(of)}</title>;
}

function Page({ href }) {
  const { route, title } = prefetch(href);
  const { type, title: heading } = use(route);
  return (
    <main data-waymark-page-type={type}>
      {heading}
      <Suspense>
        <Title of={title} />
      </Suspense>
    </main>
  );
}

function App() {
  const [at, setAt] = useState({ href: location.pathname + location.search, replace: true });
  const [go] = useState(() => (href, replace) => startTransition(() => setAt({ href, replace })));
  useEffect(() => {
    const back = () => startTransition(() => setAt({ href: location.pathname + location.search, replace: true }));
    addEventListener('popstate', back);
    const waymark = start();
    return () => {
      removeEventListener('popstate', back);
      waymark.stop();
    };
  }, []);
  useEffect(() => {
    if (flags.manual)
      window.w?.page({ page_type: location.pathname === '/' ? 'home' : location.pathname.split('/')[1] });
  }, [at]);
  return (
    <Router value={go}>
      <nav>
        {['/', '/guitars', '/guitars?sort=price', '/guitars/cedar', '/old'].map(href => (
          <Link key={href} href={href} />
        ))}
        <Link id="same" href="/guitars" replace />
      </nav>
      <Suspense>
        <HistoryUpdater {...at} />
        <Page href={at.href} />
      </Suspense>
    </Router>
  );
}

createRoot(document.getElementById('app')).render(<App />);
